import { NativeSelect } from "@mantine/core";
import { useId, type ReactNode } from "react";
import type { CrawlStatus } from "#contract/questions.ts";
import { VIEW_NAMES, type ViewName } from "#contract/views.ts";
import { labelOf } from "../results/columns.ts";
import { narrowedWords } from "../results/empty-rows.tsx";
import { formatCount } from "../shell/format.ts";
import { exportTexts } from "../texts/exports.ts";
import { texts } from "../texts.ts";
import type { ExportAsked } from "./export-asked.ts";
import { chosenRows, draftTable, possibleRows, type ExportDraft, type RowsChoice, type RowsInView } from "./export-draft.ts";
import styles from "./exports.module.css";
import { Field } from "./field.tsx";

interface RowsFieldProps {
  readonly asked: ExportAsked;
  readonly draft: ExportDraft;
  /** Rows of each table; null until they are known. */
  readonly rows: CrawlStatus["rows"] | null;
  readonly onChange: (changes: Partial<ExportDraft>) => void;
}

/** Which rows are exported: what is in view, what is selected, or a whole table. */
export function RowsField({ asked: { inView, site }, draft, rows, onChange }: RowsFieldProps) {
  const possible = possibleRows(draft.format, inView);
  const chosen = chosenRows(draft, inView);
  const group = useId();
  const item = (choice: RowsChoice, label: string, detail: ReactNode): ReactNode =>
    possible.includes(choice) && (
      <RowsItem
        group={group}
        label={label}
        checked={chosen === choice}
        isAlone={possible.length === 1}
        onPick={() => onChange({ rows: choice })}
      >
        {detail}
      </RowsItem>
    );
  return (
    <Field id="export-rows" label={exportTexts.rows.label}>
      {inView !== null && item("shown", exportTexts.rows.shown(texts.views[inView.view]), shownWords(inView, site))}
      {inView !== null && item("selected", exportTexts.rows.selected(selectedCount(inView)), formatCount(selectedCount(inView)))}
      {item("table", draft.format === "sitemap" ? exportTexts.rows.allPages : exportTexts.rows.table, exportTexts.rows.discovery)}
      {chosen === "table" && draft.format !== "sitemap" && (
        <NativeSelect
          className={styles.table}
          aria-label={exportTexts.rows.tableLabel}
          value={draft.table}
          data={VIEW_NAMES.map((view) => ({
            value: view,
            label: rows === null ? texts.views[view] : exportTexts.rows.tableCount(texts.views[view], rows[view]),
          }))}
          onChange={(event) => onChange({ table: event.currentTarget.value as ViewName })}
        />
      )}
      {draft.format === "sitemap" && inView !== null && inView.view !== draftTable(draft) && (
        <p className={styles.quiet}>{exportTexts.rows.onlyPages}</p>
      )}
    </Field>
  );
}

interface RowsItemProps {
  readonly group: string;
  readonly label: string;
  readonly checked: boolean;
  /** Whether there is nothing else to choose, so that there is no choice to be shown. */
  readonly isAlone: boolean;
  readonly onPick: () => void;
  readonly children: ReactNode;
}

function RowsItem({ group, label, checked, isAlone, onPick, children }: RowsItemProps) {
  return (
    <label className={styles.item}>
      {!isAlone && <input type="radio" name={group} checked={checked} onChange={onPick} />}
      <span>
        {label} <span className={styles.quiet}>{children}</span>
      </span>
    </label>
  );
}

/** What narrows the shown rows, and their order. */
function shownWords({ view, asked }: RowsInView, site: string): string {
  const narrowed = narrowedWords(view, site, asked);
  const { sort } = asked;
  const order = sort === null ? exportTexts.rows.discovery : texts.results.sortedBy(labelOf(sort.column), sort.descending);
  return `${narrowed.length === 0 ? exportTexts.rows.everything : narrowed.join("; ")}, ${order.charAt(0).toLowerCase()}${order.slice(1)}`;
}

function selectedCount({ selection }: RowsInView): number {
  return selection.kind === "some" ? selection.ids.size : 0;
}
