import { Button } from "@mantine/core";
import { EXPORT_FORMATS, type About } from "#contract/questions.ts";
import { showSetting } from "../settings/wanted-setting.ts";
import { Choice } from "../setup/choice.tsx";
import { Dialog } from "../shell/dialog.tsx";
import { exportTexts, MOST_IN_ONE_SITEMAP } from "../texts/exports.ts";
import { ColumnsField } from "./columns-field.tsx";
import type { ExportAsked, StartExport } from "./export-asked.ts";
import styles from "./exports.module.css";
import { Field } from "./field.tsx";
import { FileField } from "./file-field.tsx";
import { CsvFields, SitemapFields } from "./format-fields.tsx";
import { RowsField } from "./rows-field.tsx";
import { useExportForm, type ExportForm } from "./use-export-form.ts";

interface ExportDialogProps {
  readonly asked: ExportAsked;
  /** Null until it is known. */
  readonly about: About | null;
  readonly start: StartExport;
  readonly onClose: () => void;
}

/** Asks what is to be exported, and how, and says how many rows will be written. */
export function ExportDialog({ asked, about, start, onClose }: ExportDialogProps) {
  const form = useExportForm(asked, about, start);
  const { problem, submit } = form;
  return (
    <Dialog title={exportTexts.of(asked.name)} onClose={onClose} widthPx={640}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Fields asked={asked} form={form} />
        {about !== null && (
          <FileField
            about={about}
            file={form.file}
            isSeveral={form.draft.format === "sitemap" && (form.count.total ?? 0) > MOST_IN_ONE_SITEMAP}
            onFolder={() => {
              onClose();
              showSetting("setting-exportFolder");
            }}
          />
        )}
        {problem !== null && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <Bottom form={form} onClose={onClose} />
      </form>
    </Dialog>
  );
}

function Fields({ asked, form }: { readonly asked: ExportAsked; readonly form: ExportForm }) {
  const { draft, change, view, status } = form;
  const { format, csv, sitemap } = draft;
  return (
    <>
      <Field id="export-format" label={exportTexts.format}>
        <Choice
          labelledBy="export-format"
          values={EXPORT_FORMATS}
          value={format}
          words={(value) => exportTexts.formats[value]}
          onChange={(value) => change({ format: value })}
        />
        <p className={styles.quiet}>{exportTexts.meanings[format]}</p>
      </Field>
      {format !== "crawl" && <RowsField asked={asked} draft={draft} rows={status?.rows ?? null} onChange={change} />}
      {(format === "csv" || format === "jsonl") && <ColumnsField draft={draft} inView={asked.inView} view={view} onChange={change} />}
      {format === "csv" && <CsvFields csv={csv} onChange={(next) => change({ csv: next })} />}
      {format === "sitemap" && <SitemapFields sitemap={sitemap} onChange={(next) => change({ sitemap: next })} />}
      {format === "crawl" && (
        <Field id="export-copy" label={exportTexts.crawl.label}>
          <p className={styles.quiet}>{exportTexts.crawl.meaning}</p>
        </Field>
      )}
    </>
  );
}

/** How many rows will be written, and the buttons. */
function Bottom({ form, onClose }: { readonly form: ExportForm; readonly onClose: () => void }) {
  const { draft, count, isLive, isPossible, isStarting } = form;
  const { total, error } = count;
  const { format } = draft;
  const files = format === "sitemap" && total !== null ? exportTexts.files(total) : "";
  return (
    <div className={styles.bottom}>
      <p className={styles.count} role="status">
        {error !== null ? (
          <span className={styles.problem}>{error.message}</span>
        ) : total === null ? (
          exportTexts.counting
        ) : (
          `${exportTexts.written[format](total)}${files}`
        )}
        {isLive && <span className={styles.quiet}> {exportTexts.runs}</span>}
      </p>
      <Button onClick={onClose}>{exportTexts.cancel}</Button>
      <Button type="submit" variant="filled" disabled={!isPossible || isStarting} className={styles.start} data-autofocus>
        {isStarting ? exportTexts.starting : exportTexts.start}
      </Button>
    </div>
  );
}
