import { extname } from "node:path";
import { OrbweaverError } from "#contract/failure.ts";
import type { ExportFormat } from "#contract/questions.ts";
import type { CsvFormat } from "#contract/settings.ts";
import type { ViewName } from "#contract/views.ts";

const SEPARATORS = { comma: ",", semicolon: ";", tab: "\t" } as const satisfies Record<string, CsvFormat["separator"]>;

/** What a person calls the separators, which a shell takes for its own. */
export const SEPARATOR_NAMES = Object.keys(SEPARATORS) as (keyof typeof SEPARATORS)[];

/** What a person says about the format of an export. */
export interface FormatValues {
  readonly format?: ExportFormat;
  readonly view: ViewName;
  readonly out: string;
  readonly columns?: string;
  readonly separator?: keyof typeof SEPARATORS;
  readonly lineEnds?: CsvFormat["lineEnds"];
  readonly bom?: boolean;
  readonly gzip?: boolean;
  readonly lastmod: boolean;
}

/** The same as `export.start` takes it. */
export interface FormatRequest {
  readonly format: ExportFormat;
  readonly csv: Partial<CsvFormat>;
  readonly sitemap: { readonly gzip: boolean; readonly lastmod: boolean };
}

/** The format that is named, or that the name of the file tells. Throws `bad-input` for an option that another format has. */
export function formatRequest(values: FormatValues): FormatRequest {
  const format = values.format ?? formatOf(values.out);
  refuseStrangers(format, values);
  return {
    format,
    csv: {
      ...(values.separator === undefined ? {} : { separator: SEPARATORS[values.separator] }),
      ...(values.lineEnds === undefined ? {} : { lineEnds: values.lineEnds }),
      ...(values.bom === true ? { byteOrderMark: true } : {}),
    },
    sitemap: { gzip: values.gzip === true || /\.gz$/i.test(values.out), lastmod: values.lastmod },
  };
}

function refuseStrangers(format: ExportFormat, { separator, lineEnds, bom, gzip, lastmod, columns, view }: FormatValues): void {
  const given: readonly (readonly [option: string, isGiven: boolean, formats: readonly ExportFormat[]])[] = [
    ["--separator", separator !== undefined, ["csv"]],
    ["--line-ends", lineEnds !== undefined, ["csv"]],
    ["--bom", bom === true, ["csv"]],
    ["--gzip", gzip === true, ["sitemap"]],
    ["--no-lastmod", !lastmod, ["sitemap"]],
    ["--columns", columns !== undefined, ["csv", "jsonl"]],
    [`--view ${view}`, view !== "pages", ["csv", "jsonl"]],
  ];
  const stranger = given.find(([, isGiven, formats]) => isGiven && !formats.includes(format));
  if (stranger === undefined) return;
  const [option, , formats] = stranger;
  throw new OrbweaverError("bad-input", `${option} does not go with --format ${format}, but with ${formats.join(" and ")}.`);
}

function formatOf(out: string): ExportFormat {
  switch (extname(out.replace(/\.gz$/i, "")).toLowerCase()) {
    case ".jsonl":
    case ".ndjson":
      return "jsonl";
    case ".xml":
      return "sitemap";
    case ".crawl":
      return "crawl";
    default:
      return "csv";
  }
}
