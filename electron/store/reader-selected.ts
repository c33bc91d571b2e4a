import { packIds } from "#store/reader-id-list.ts";
import { RowLists, type IsCancelled } from "#store/reader-lists.ts";
import type { ReadConnection } from "#store/reader-connection.ts";
import type { HashOf } from "#store/reader-filter.ts";
import { idQuery, type RowSelection } from "#store/view-sql.ts";

/** Ids of all rows of a selection as of now, in 4 bytes an id where they fit. Errors: bad-input, cancelled. */
export function selectedIds(
  file: { readonly connection: ReadConnection; readonly hashOf: HashOf },
  selection: RowSelection,
  isCancelled: IsCancelled,
): Int32Array | Float64Array {
  // A list of its own: what the windows show may be a moment old.
  const list = new RowLists(file.connection, () => 0).list(idQuery(selection, file.hashOf), isCancelled);
  return packIds([list.slice(0, list.length)]);
}
