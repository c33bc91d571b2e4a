import { VIEWS, type Column, type ViewName } from "#contract/views.ts";

/** Groups of columns, in the order in which they are offered. */
export const COLUMN_GROUPS = ["address", "answer", "content", "listing", "links", "times", "discovery"] as const;
export type ColumnGroup = (typeof COLUMN_GROUPS)[number];

const GROUP_OF: Readonly<Record<string, ColumnGroup>> = {
  ...group("address", ["url", "final_url", "source_url", "target_url", "section", "shape", "internal", "kind"]),
  ...group("answer", [
    "status",
    "target_status",
    "content_type",
    "size_bytes",
    "transferred_bytes",
    "redirect_url",
    "location",
    "final_status",
    "hops",
    "loop",
    "last_modified",
    "http_version",
    "charset",
    "media_kind",
    "response_headers",
    "settled_as",
    "state",
    "failure",
    "code",
    "message",
    "reason",
    "rule",
    "attempts",
  ]),
  ...group("content", [
    "title",
    "title_length",
    "title_pixels",
    "description",
    "description_length",
    "h1",
    "h1_count",
    "h1s",
    "h2",
    "h2_count",
    "h2s",
    "language",
    "word_count",
    "text_hash",
    "alt",
    "without_alt",
  ]),
  ...group("listing", ["canonical", "meta_robots", "x_robots_tag", "indexable", "indexability_reason", "hreflangs"]),
  ...group("links", ["inlinks", "outlinks", "internal_links", "external_links", "links_left_out", "anchor", "rel", "nofollow", "position"]),
  ...group("times", ["dns_ms", "connect_ms", "first_byte_ms", "total_ms", "fetched_at", "ready_at"]),
};

/** The columns of a view in groups; groups without any are left out. */
export function groupedColumns(view: ViewName): readonly { readonly group: ColumnGroup; readonly columns: readonly Column[] }[] {
  return COLUMN_GROUPS.map((name) => ({
    group: name,
    columns: VIEWS[view].filter((column: Column) => (GROUP_OF[column.name] ?? "discovery") === name),
  })).filter(({ columns }) => columns.length > 0);
}

function group(name: ColumnGroup, columns: readonly string[]): Readonly<Record<string, ColumnGroup>> {
  return Object.fromEntries(columns.map((column) => [column, name]));
}
