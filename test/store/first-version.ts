import Database from "better-sqlite3";
import { URL_ROLE } from "#contract/words.ts";
import { APPLICATION_ID, MIGRATIONS } from "#store/migrations.ts";
import type { TestFolder } from "#test/store/fixture.ts";

/** The tables of the first version whose rows a later one keeps as they are. */
export const TABLES = ["meta", "host", "origin", "url", "page", "page_detail", "page_html", "link", "query_variant"];
/** The counters that the first version had. */
export const VERSION_1_COUNTERS = "name NOT IN ('rows:images', 'rows:addresses')";

/** The sample as the first version of the schema holds it. */
export function firstVersion(folder: TestFolder, name = "old.crawl"): string {
  const path = folder.file(name);
  const database = new Database(path);
  database.exec(MIGRATIONS[0] as string);
  database.pragma(`application_id = ${APPLICATION_ID}`);
  database.pragma("user_version = 1");
  database.prepare("ATTACH ? AS new").run(folder.sample(`${name}.new`));
  for (const table of TABLES) {
    const columns = (database.pragma(`main.table_info(${table})`) as { readonly name: string }[]).map((column) => column.name).join(", ");
    database.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM new.${table}`);
  }
  database.exec(`INSERT INTO main.counter SELECT * FROM new.counter WHERE ${VERSION_1_COUNTERS}`);
  database.exec(`UPDATE main.url SET roles = roles & ~${URL_ROLE.image}`);
  database.close();
  return path;
}
