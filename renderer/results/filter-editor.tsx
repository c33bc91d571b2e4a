import { Button } from "@mantine/core";
import { useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { Filter, ViewName } from "#contract/views.ts";
import { useConnection } from "../connection/connection-context.ts";
import { resultsTexts } from "../texts/results.ts";
import { filterOfDraft, groupOf, newTest, type FilterDraft } from "./filter-draft.ts";
import { FilterGroupFields } from "./filter-group-fields.tsx";
import { FilterTestFields } from "./filter-test-fields.tsx";
import styles from "./filter.module.css";

interface FilterEditorProps {
  readonly crawl: string;
  readonly view: ViewName;
  readonly start: FilterDraft;
  /** Null: nothing is left of the filter. */
  readonly onApply: (filter: Filter | null) => void;
  readonly onCancel: () => void;
}

/** Edits one part of the filter: a test, or a group of tests. What the host cannot compare with is said before it is applied. */
export function FilterEditor({ crawl, view, start, onApply, onCancel }: FilterEditorProps) {
  const connection = useConnection();
  const [draft, setDraft] = useState(start);
  const [problem, setProblem] = useState<string | null>(null);
  const change = (next: FilterDraft): void => {
    setDraft(next);
    setProblem(null);
  };
  const apply = async (): Promise<void> => {
    const filter = filterOfDraft(view, draft);
    if (filter === null) return onApply(null);
    try {
      await connection.call("view.rows", { crawl, view, filter, columns: [], first: 0, count: 0 });
      onApply(filter);
    } catch (thrown) {
      setProblem(toOrbweaverError(thrown).message);
    }
  };
  const orElse = (): void => change(groupOf("or", [draft, newTest(view, "op" in draft ? "url" : draft.column)]));
  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <p className={styles.editorTitle}>{resultsTexts.filter.title}</p>
      {"op" in draft ? (
        <FilterGroupFields
          crawl={crawl}
          view={view}
          draft={draft}
          level={1}
          onChange={(next) => (next === null ? onApply(null) : change(next))}
        />
      ) : (
        <FilterTestFields crawl={crawl} view={view} draft={draft} autoFocus onChange={change} />
      )}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.editorButtons}>
        {!("op" in draft) && <Button onClick={orElse}>{resultsTexts.filter.orElse}</Button>}
        <span className={styles.spring} />
        <Button onClick={onCancel}>{resultsTexts.filter.cancel}</Button>
        <Button type="submit" variant="filled">
          {resultsTexts.filter.apply}
        </Button>
      </div>
    </form>
  );
}
