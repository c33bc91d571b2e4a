import type { HistorySample } from "#contract/questions.ts";
import type { ReadConnection } from "#store/reader-connection.ts";

/** How the crawl went, oldest first; at most a few thousand samples; none in a file of a version that kept none. */
export function storedHistory(connection: ReadConnection): readonly HistorySample[] {
  if (connection.value("SELECT 1 FROM sqlite_schema WHERE name = 'sample'") === undefined) return [];
  const rows = connection.rows("SELECT at, seconds, settled, bytes, waiting, response_ms FROM sample ORDER BY at LIMIT 10000");
  return (rows as [number, number, number, number, number, number | null][]).map(
    ([atMs, seconds, settled, bytes, waiting, responseMs]) => ({ atMs, seconds, settled, bytes, waiting, responseMs }),
  );
}
