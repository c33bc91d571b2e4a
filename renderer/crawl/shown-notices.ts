import type { CrawlStatus, Notice } from "#contract/questions.ts";

/** The notices of a crawl that are shown as such: the reason why it stopped stands above the views already. */
export function shownNotices({ notices, stoppedBecause }: CrawlStatus): readonly Notice[] {
  return notices.filter(({ message }) => message !== stoppedBecause);
}
