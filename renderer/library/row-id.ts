/** The id of the element that is the row of a crawl. */
export function rowId(crawl: string): string {
  return `crawl ${crawl}`;
}
