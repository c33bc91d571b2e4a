import { z } from "zod";
import { VIEW_NAMES, type ViewName } from "#contract/views.ts";

const folder = z.string().max(4096);

/** How a CSV file is written. The same words in the settings, in an export and on the command line. */
export const csvFormatSchema = z.strictObject({
  separator: z.enum([",", ";", "\t"]).default(","),
  lineEnds: z.enum(["crlf", "lf"]).default("crlf"),
  /** A mark in front by which Excel knows that the file is UTF-8. */
  byteOrderMark: z.boolean().default(false),
});
export type CsvFormat = z.output<typeof csvFormatSchema>;

/** What the person has set for the whole application; kept in `settings.json` beside the library list. Every field has a default. */
export const settingsSchema = z.strictObject({
  theme: z.enum(["system", "light", "dark"]).default("system"),
  /** compact: base 13 px, rows of 28 px. comfortable: 14 px and 34 px. */
  density: z.enum(["compact", "comfortable"]).default("compact"),
  /** What becomes of crawls that run when the last window is closed. */
  onWindowClose: z.enum(["go-on", "pause"]).default("go-on"),
  confirmStop: z.boolean().default(false),
  confirmDelete: z.boolean().default(false),
  /** Options that differ from the defaults in every new crawl. */
  newCrawl: z.record(z.string(), z.unknown()).default({}),
  /** Where new crawls are kept; "" for the folder of the program's own choice. Takes effect for the next crawl. */
  libraryFolder: folder.default(""),
  /** Where exports go; "" for the folder of the program's own choice. */
  exportFolder: folder.default(""),
  csv: csvFormatSchema.prefault({}),
});
export type Settings = z.output<typeof settingsSchema>;

const cell = z.union([z.string().max(100_000), z.number(), z.boolean(), z.null()]);

/** How a grid shows a view: which rows, in which order, with which columns. */
export const savedViewSchema = z.strictObject({
  id: z.string().min(1).max(100),
  name: z.string().min(1).max(200),
  view: z.enum(VIEW_NAMES as [ViewName, ...ViewName[]]),
  /** Id of the crawl it belongs to; null for all crawls. */
  crawl: z.string().max(4096).nullable(),
  search: z.string().max(1000).default(""),
  /** A filter of the contract; checked again when it is asked with. */
  filter: z.unknown().optional(),
  picks: z.record(z.string().max(100), z.array(cell).max(200)).default({}),
  sort: z
    .strictObject({ column: z.string().max(100), descending: z.boolean() })
    .nullable()
    .default(null),
  /** Shown columns in their order; empty for those that the view shows by itself. */
  columns: z
    .array(
      z.strictObject({ name: z.string().max(100), widthPx: z.number().min(20).max(4000).optional(), pinned: z.boolean().default(false) }),
    )
    .max(200)
    .default([]),
});
export type SavedView = z.output<typeof savedViewSchema>;
