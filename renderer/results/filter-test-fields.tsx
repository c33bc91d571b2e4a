import { NativeSelect, TextInput } from "@mantine/core";
import { useId } from "react";
import { FACETS } from "#contract/facets.ts";
import type { Column, FilterTest, ViewName } from "#contract/views.ts";
import { useQuestion } from "../connection/use-question.ts";
import { resultsTexts } from "../texts/results.ts";
import { groupedColumns } from "./column-groups.ts";
import { labelOf } from "./columns.ts";
import { withColumn, type FilterDraft } from "./filter-draft.ts";
import { columnOf, needsValue, testsOf } from "./filter-words.ts";
import styles from "./filter.module.css";

type TestDraft = Extract<FilterDraft, { column: string }>;

interface FilterTestFieldsProps {
  readonly crawl: string;
  readonly view: ViewName;
  readonly draft: TestDraft;
  /** Whether the value gets the focus when the editor opens. */
  readonly autoFocus?: boolean;
  readonly onChange: (draft: FilterDraft) => void;
}

/** One test: column, test, value. */
export function FilterTestFields({ crawl, view, draft, autoFocus = false, onChange }: FilterTestFieldsProps) {
  const words = resultsTexts.filter;
  const column = columnOf(view, draft.column);
  const columns = groupedColumns(view).map(({ group, columns: of }) => ({
    group: resultsTexts.columns.groups[group],
    items: of.map(({ name }) => ({ value: name, label: labelOf(name) })),
  }));
  const tests = column === undefined ? [draft.test] : [...new Set([...testsOf(column), draft.test])];
  return (
    <div className={styles.test}>
      <NativeSelect
        size="xs"
        aria-label={words.column}
        title={column?.meaning}
        data={columns}
        value={draft.column}
        onChange={(event) => onChange(withColumn(view, draft, event.currentTarget.value))}
      />
      <NativeSelect
        size="xs"
        aria-label={words.test}
        data={tests.map((test) => ({ value: test, label: words.choices(test, column?.type === "time") }))}
        value={draft.test}
        onChange={(event) => onChange({ ...draft, test: event.currentTarget.value as FilterTest })}
      />
      {needsValue(draft.test) && column !== undefined && (
        <ValueField key={column.name} crawl={crawl} view={view} column={column} draft={draft} autoFocus={autoFocus} onChange={onChange} />
      )}
    </div>
  );
}

/** The value of a test: yes or no, or what is typed, with the values that there are as suggestions. */
function ValueField(props: FilterTestFieldsProps & { readonly column: Column }) {
  const { crawl, view, column, draft, autoFocus = false, onChange } = props;
  const words = resultsTexts.filter;
  const focus = { "data-autofocus": autoFocus || undefined };
  if (column.type === "boolean")
    return (
      <NativeSelect
        size="xs"
        {...focus}
        aria-label={words.value}
        value={draft.typed}
        data={[
          { value: "true", label: words.yes },
          { value: "false", label: words.no },
        ]}
        onChange={(event) => onChange({ ...draft, typed: event.currentTarget.value })}
      />
    );
  const isPattern = draft.test === "matches" || draft.test === "matches-not";
  const facet = FACETS[view].find((one) => one.column === column.name && one.kind !== "range");
  return (
    <SuggestedInput
      crawl={crawl}
      view={view}
      facet={facet?.name ?? null}
      input={{
        ...focus,
        "aria-label": words.value,
        title: isPattern ? words.pattern : column.meaning,
        placeholder: column.type === "time" ? "2026-03-31T12:00:00Z" : column.unit,
        value: draft.typed,
        onChange: (event) => onChange({ ...draft, typed: event.currentTarget.value }),
      }}
    />
  );
}

interface SuggestedInputProps {
  readonly crawl: string;
  readonly view: ViewName;
  readonly facet: string | null;
  readonly input: React.ComponentProps<typeof TextInput>;
}

function SuggestedInput({ crawl, view, facet, input }: SuggestedInputProps) {
  const listId = useId();
  if (facet === null) return <TextInput {...input} spellCheck={false} autoComplete="off" />;
  return (
    <>
      <TextInput {...input} list={listId} spellCheck={false} autoComplete="off" />
      <Suggestions id={listId} crawl={crawl} view={view} facet={facet} />
    </>
  );
}

function Suggestions({
  id,
  crawl,
  view,
  facet,
}: {
  readonly id: string;
  readonly crawl: string;
  readonly view: ViewName;
  readonly facet: string;
}) {
  const { value } = useQuestion("view.facets", { crawl, view, names: [facet], most: 200 });
  const values = value?.facets[0]?.values ?? [];
  return (
    <datalist id={id}>
      {values.map((one) => (one.value === null ? null : <option key={String(one.value)}>{String(one.value)}</option>))}
    </datalist>
  );
}
