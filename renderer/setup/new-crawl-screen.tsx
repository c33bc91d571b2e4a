/** A new crawl, with every option. */
export function NewCrawlScreen() {
  return <main />;
}
