import { Notification } from "electron";
import type { News } from "#main/crawl-news.ts";

/** Shown ones are kept so that a click on them is still heard. */
const shown = new Set<Notification>();

/** Tells something in a notification of the system; a click on it calls `open` with the crawl. Does nothing where there are none. */
export function notify({ title, body, crawl }: News, open: (crawl: string) => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body });
  const forget = () => shown.delete(notification);
  notification.on("click", () => {
    forget();
    open(crawl);
  });
  notification.on("close", forget);
  shown.add(notification);
  notification.show();
}
