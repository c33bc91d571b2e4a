import { URL_STATE } from "#store/migrations.ts";
import { IdTable } from "#store/reader-id-table.ts";
import { SectionTree } from "#store/reader-section-tree.ts";
import { sumUp } from "#store/reader-sections.ts";
import type { Stretches } from "#store/reader-slow-work.ts";
import { sectionOf } from "#url/section.ts";

const PAGES_SQL = `
  SELECT url.id, url.text, url.depth, page.status, url.first_source, url.inlinks, page.title, page.first_link, page.link_count
  FROM page JOIN url ON url.id = page.id
  WHERE page.id > ? AND page.id <= ? AND page.navigated = 1 AND url.internal = 1 ORDER BY page.id`;

/** A page as a node of a graph. */
export interface GraphPage {
  readonly id: number;
  readonly url: string;
  readonly depth: number;
  readonly status: number;
  readonly firstSource: number;
  readonly inlinks: number;
  readonly title: string;
  readonly section: number;
  readonly firstLink: number;
  readonly linkCount: number;
}

/** What was read of the pages below a prefix. */
export interface PagesBelow {
  readonly tree: SectionTree;
  readonly top: number;
  readonly total: number;
  /** The pages themselves; empty when they are more than were asked for. */
  readonly pages: readonly GraphPage[];
  readonly sectionOfPage: IdTable;
}

/** The pages of the site below a prefix, each with its section; the pages themselves only when there are `most` at most. */
export async function readPages(stretches: Stretches, prefix: string, most: number): Promise<PagesBelow> {
  const tree = new SectionTree();
  const sectionOfPage = new IdTable();
  const wanted = (prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`).toLowerCase();
  let pages: GraphPage[] = [];
  let total = 0;
  await stretches.scan("page", PAGES_SQL, (rows) => {
    for (const row of rows as PageRow[]) {
      const [id, url, depth, status] = row;
      const text = sectionOf(url);
      if (text === "" || !text.slice(0, wanted.length).toLowerCase().startsWith(wanted)) continue;
      tree.add({ url, state: URL_STATE.kept, depth, isPage: true, status, words: 0, bytes: 0 });
      const section = tree.place(text);
      sectionOfPage.set(id, section);
      total += 1;
      if (total <= most) pages.push(graphPage(row, section));
      else pages = [];
    }
  });
  await sumUp(tree, stretches);
  return { tree, top: Math.max(0, tree.find(wanted)), total, pages, sectionOfPage };
}

type PageRow = [number, string, number, number | null, number | null, number, string | null, number | null, number];

function graphPage([id, url, depth, status, firstSource, inlinks, title, firstLink, linkCount]: PageRow, section: number): GraphPage {
  return {
    id,
    url,
    depth,
    status: status ?? 0,
    firstSource: firstSource ?? 0,
    inlinks,
    title: title ?? "",
    section,
    firstLink: firstLink ?? 0,
    linkCount,
  };
}
