import { lockCrawl } from "#store/lock.ts";
import { SCHEMA_VERSION } from "#store/migrations.ts";
import { openReadonly } from "#store/open-readonly.ts";
import { openWriter } from "#store/open-writer.ts";

/**
 * Brings a crawl file that an older Orbweaver made up to date, which for a million pages takes a minute. Leaves it as it is
 * when somebody crawls it right now, when it cannot be written, and when something is wrong with it: it can be read either way,
 * and whoever reads it is told what is wrong. Never throws.
 */
export function bringUpToDate(path: string): void {
  try {
    if (!isOlder(path)) return;
    using _lock = lockCrawl(path);
    openWriter(path).close();
  } catch {
    // Left as it is, on purpose.
  }
}

function isOlder(path: string): boolean {
  using connection = openReadonly(path);
  return Number(connection.value("PRAGMA user_version")) < SCHEMA_VERSION;
}
