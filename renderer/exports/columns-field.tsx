import { VIEWS, type ViewName } from "#contract/views.ts";
import { Choice } from "../setup/choice.tsx";
import { remembered } from "../shell/remembered.ts";
import { exportTexts } from "../texts/exports.ts";
import { draftColumns, type ExportDraft, type RowsInView } from "./export-draft.ts";
import styles from "./exports.module.css";
import { Field } from "./field.tsx";

interface ColumnsFieldProps {
  readonly draft: ExportDraft;
  readonly inView: RowsInView | null;
  readonly view: ViewName;
  readonly onChange: (changes: Partial<ExportDraft>) => void;
}

const words = exportTexts.columns;

/** Whether the columns are those that the table shows, or all that it has. */
export function ColumnsField({ draft, inView, view, onChange }: ColumnsFieldProps) {
  const shown = draftColumns({ ...draft, columns: "shown" }, inView, (one) => remembered.layout(one)).length;
  return (
    <Field id="export-columns" label={words.label}>
      <div className={styles.line}>
        <Choice
          labelledBy="export-columns"
          values={["shown", "all"] as const}
          value={draft.columns}
          words={(value) => words.values[value]}
          onChange={(columns) => onChange({ columns })}
        />
        <span className={styles.quiet}>{draft.columns === "all" ? words.all(VIEWS[view].length) : words.shown(shown)}</span>
      </div>
    </Field>
  );
}
