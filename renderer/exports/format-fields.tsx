import { NativeSelect, Switch } from "@mantine/core";
import type { CsvFormat } from "#contract/settings.ts";
import { exportTexts } from "../texts/exports.ts";
import { settingsTexts } from "../texts/settings.ts";
import type { ExportDraft } from "./export-draft.ts";
import styles from "./exports.module.css";
import { Field } from "./field.tsx";

interface CsvFieldsProps {
  readonly csv: CsvFormat;
  readonly onChange: (csv: CsvFormat) => void;
}

const csvWords = settingsTexts.csv;
const asData = (values: Readonly<Record<string, string>>) => Object.entries(values).map(([value, label]) => ({ value, label }));

/** How a CSV file is written. */
export function CsvFields({ csv, onChange }: CsvFieldsProps) {
  return (
    <Field id="export-csv" label={exportTexts.csv.label}>
      <div className={styles.line}>
        <NativeSelect
          label={csvWords.separator}
          value={csv.separator}
          data={asData(csvWords.separators)}
          onChange={(event) => onChange({ ...csv, separator: event.currentTarget.value as CsvFormat["separator"] })}
        />
        <NativeSelect
          label={csvWords.lineEnds}
          value={csv.lineEnds}
          data={asData(csvWords.lineEndValues)}
          onChange={(event) => onChange({ ...csv, lineEnds: event.currentTarget.value as CsvFormat["lineEnds"] })}
        />
        <Switch
          className={styles.beside}
          label={csvWords.byteOrderMark}
          checked={csv.byteOrderMark}
          onChange={(event) => onChange({ ...csv, byteOrderMark: event.currentTarget.checked })}
        />
      </div>
      <p className={styles.quiet}>{exportTexts.csv.harmless}</p>
    </Field>
  );
}

interface SitemapFieldsProps {
  readonly sitemap: ExportDraft["sitemap"];
  readonly onChange: (sitemap: ExportDraft["sitemap"]) => void;
}

/** How a sitemap is written. */
export function SitemapFields({ sitemap, onChange }: SitemapFieldsProps) {
  return (
    <Field id="export-sitemap" label={exportTexts.sitemap.label}>
      <Switch
        label={exportTexts.sitemap.lastmod}
        checked={sitemap.lastmod}
        onChange={(event) => onChange({ ...sitemap, lastmod: event.currentTarget.checked })}
      />
      <Switch
        label={exportTexts.sitemap.gzip}
        checked={sitemap.gzip}
        onChange={(event) => onChange({ ...sitemap, gzip: event.currentTarget.checked })}
      />
      <p className={styles.quiet}>{exportTexts.sitemap.split}</p>
    </Field>
  );
}
