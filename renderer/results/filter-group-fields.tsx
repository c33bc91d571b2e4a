import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import type { ViewName } from "#contract/views.ts";
import { resultsTexts } from "../texts/results.ts";
import { MOST_OFFERED_LEVELS, newGroup, newTest, type FilterDraft } from "./filter-draft.ts";
import { FilterTestFields } from "./filter-test-fields.tsx";
import styles from "./filter.module.css";

type GroupDraft = Extract<FilterDraft, { op: string }>;

interface FilterGroupFieldsProps {
  readonly crawl: string;
  readonly view: ViewName;
  readonly draft: GroupDraft;
  /** 1 for the outermost group. */
  readonly level: number;
  /** Null: the last part was removed. */
  readonly onChange: (draft: GroupDraft | null) => void;
}

/** A group of tests, of which all or any must hold; groups can hold groups. */
export function FilterGroupFields({ crawl, view, draft, level, onChange }: FilterGroupFieldsProps) {
  const words = resultsTexts.filter;
  const put = (of: readonly FilterDraft[]): void => onChange(of.length === 0 ? null : { ...draft, of });
  const replace = (part: FilterDraft, next: FilterDraft | null): void =>
    put(draft.of.flatMap((one) => (one !== part ? [one] : next === null ? [] : [next])));
  const lastColumn = draft.of.findLast((part) => "column" in part)?.column ?? "url";
  const other = draft.op === "and" ? "or" : "and";
  return (
    <fieldset className={styles.group}>
      <legend className="visually-hidden">{words.group}</legend>
      <NativeSelect
        size="xs"
        aria-label={words.group}
        className={styles.groupKind}
        value={draft.op}
        data={[
          { value: "or", label: words.any },
          { value: "and", label: words.all },
        ]}
        onChange={(event) => onChange({ ...draft, op: event.currentTarget.value === "and" ? "and" : "or" })}
      />
      {draft.of.map((part, position) => (
        <div key={part.key} className={styles.groupPart}>
          {"op" in part ? (
            <FilterGroupFields crawl={crawl} view={view} draft={part} level={level + 1} onChange={(next) => replace(part, next)} />
          ) : (
            <FilterTestFields
              crawl={crawl}
              view={view}
              draft={part}
              autoFocus={position === draft.of.length - 1 && part.typed === ""}
              onChange={(next) => replace(part, next)}
            />
          )}
          {!("op" in part) && (
            <ActionIcon aria-label={words.removeTest} title={words.removeTest} onClick={() => replace(part, null)}>
              ×
            </ActionIcon>
          )}
        </div>
      ))}
      <div className={styles.groupButtons}>
        <Button onClick={() => put([...draft.of, newTest(view, lastColumn)])}>{words.addTest}</Button>
        {level < MOST_OFFERED_LEVELS && (
          <Button onClick={() => put([...draft.of, newGroup(view, lastColumn, other)])}>{words.addGroup}</Button>
        )}
      </div>
    </fieldset>
  );
}
