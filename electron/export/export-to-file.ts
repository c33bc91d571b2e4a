import { claimPath } from "#export/claim-path.ts";
import type { ExportOptions, ExportResult } from "#export/export-progress.ts";
import type { ExportSource } from "#export/export-source.ts";
import { exportView, type ExportRequest } from "#export/export-view.ts";
import { PartFile } from "#export/part-file.ts";

/**
 * Writes the selected rows to a file. They are written to `<path>.part` beside it, which takes the name `path` only when it is
 * complete and safe on disk; on an error or a cancel it is removed, and a file that was there before stays as it was.
 * Errors: bad-input, not-found (folder), read-only, disk-full, vanished, cancelled.
 */
export function exportToFile(
  source: ExportSource,
  request: ExportRequest & { readonly path: string },
  options: ExportOptions = {},
): Promise<ExportResult> {
  const { path } = request;
  return claimPath(path, async () => {
    const part = await PartFile.open(path);
    try {
      const result = await exportView(source, request, part, options);
      await part.finish();
      await part.publish();
      return { ...result, files: [path] };
    } finally {
      await part.discard();
    }
  });
}
