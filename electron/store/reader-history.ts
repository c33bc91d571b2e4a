import type { HistorySample } from "#contract/questions.ts";
import type { ReadConnection } from "#store/reader-connection.ts";

/** How the crawl went, oldest first; at most a few thousand samples. */
export function storedHistory(connection: ReadConnection): readonly HistorySample[] {
  const rows = connection.rows("SELECT at, seconds, settled, bytes, waiting, response_ms FROM sample ORDER BY at LIMIT 10000");
  return (rows as [number, number, number, number, number, number | null][]).map(
    ([atMs, seconds, settled, bytes, waiting, responseMs]) => ({ atMs, seconds, settled, bytes, waiting, responseMs }),
  );
}
