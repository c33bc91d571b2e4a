import { OrbweaverError } from "#contract/failure.ts";
import { LISTABLE } from "#contract/listable.ts";
import { claimPath } from "#export/claim-path.ts";
import { everySoOften, throwIfCancelled, type ExportOptions, type ExportProgress, type ExportResult } from "#export/export-progress.ts";
import type { ExportCursor, ExportSelection, ExportSource } from "#export/export-source.ts";
import { SITEMAP_LIMITS, SitemapFiles, type SitemapLimits } from "#export/sitemap-files.ts";
import { sitemapPath } from "#export/sitemap-names.ts";
import { lastmodOf, LONGEST_LOCATION, sitemapEntry } from "#export/sitemap-text.ts";
import { originOf } from "#url/site.ts";

/** Pages as an XML sitemap. */
export interface SitemapRequest extends ExportSelection {
  readonly format: "sitemap";
  readonly path: string;
  readonly sitemap: {
    readonly gzip: boolean;
    readonly lastmod: boolean;
    /** The site (origin) whose sitemap gets the name that was asked for; "" for the first. */
    readonly mainSite: string;
  };
}

/** What differs in tests. */
export interface SitemapOptions extends ExportOptions {
  readonly limits?: SitemapLimits;
  readonly nowMs?: number;
}

const WINDOW_ROWS = 1000;

/**
 * Writes the selected pages that search engines may list as XML sitemaps: `NAME.xml`, or an index of that
 * name with `NAME-1.xml` ... where one file is not enough; pages of another site go to `NAME-HOST.xml` ... All
 * files appear together or not at all. An address of 2,048 characters or more is left out, so that `rowsDone` is less than
 * `rowsTotal`. Errors: bad-input (another view than pages, nothing to write, too many sites), not-found, read-only, disk-full,
 * vanished, cancelled.
 */
export async function exportSitemap(source: ExportSource, request: SitemapRequest, options: SitemapOptions = {}): Promise<ExportResult> {
  const { gzip } = request.sitemap;
  const path = sitemapPath(request.path, gzip);
  if (request.view !== "pages") throw new OrbweaverError("bad-input", "A sitemap is made of pages. Choose the view pages.");
  return claimPath(path, async () => {
    const files = new SitemapFiles(path, options.limits ?? SITEMAP_LIMITS);
    const cursor = source.openCursor({ ...request, ...narrowed(request) });
    try {
      const result = await writeEntries(cursor, files, request, options);
      if (result.rowsDone === 0) throw nothingToWrite();
      const names = await files.publish(request.sitemap.mainSite);
      return { ...result, bytes: files.bytes, files: names };
    } finally {
      cursor.close();
      await files.discard();
    }
  });
}

function narrowed({ filter }: SitemapRequest): Pick<ExportSelection, "columns" | "filter"> {
  return {
    columns: ["url", "last_modified"],
    filter: { op: "and", of: [...(filter === undefined ? [] : [filter]), ...LISTABLE] },
  };
}

async function writeEntries(
  cursor: ExportCursor,
  files: SitemapFiles,
  { sitemap }: SitemapRequest,
  options: SitemapOptions,
): Promise<ExportProgress> {
  const nowMs = options.nowMs ?? Date.now();
  const tell = everySoOften(options.onProgress);
  let rowsDone = 0;
  const progress = (): ExportProgress => ({ rowsDone, rowsTotal: cursor.total, bytes: files.bytes, cellsEscaped: 0 });
  for (;;) {
    throwIfCancelled(options.signal);
    const rows = cursor.next(WINDOW_ROWS);
    if (rows.length === 0) return progress();
    for (const [url, lastModified] of rows as readonly (readonly (string | null)[])[]) {
      if (url === null || url === undefined || url.length > LONGEST_LOCATION) continue;
      await files.add(originOf(url), sitemapEntry(url, sitemap.lastmod ? lastmodOf(lastModified ?? null, nowMs) : ""));
      rowsDone += 1;
    }
    tell(progress);
    // Another question of the window gets its turn.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function nothingToWrite(): OrbweaverError {
  return new OrbweaverError(
    "bad-input",
    "None of these pages may be listed by search engines (status 2xx and indexable), so there is no sitemap to write.",
  );
}
