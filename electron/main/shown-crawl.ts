/** Id of the crawl that the page of the window shows; null when it shows none. The window keeps what it shows in its address. */
export function shownCrawl(address: string): string | null {
  const [, id] = /^#\/crawl\/([^/?]+)/.exec(URL.parse(address)?.hash ?? "") ?? [];
  try {
    return id === undefined ? null : decodeURIComponent(id);
  } catch {
    return null;
  }
}
