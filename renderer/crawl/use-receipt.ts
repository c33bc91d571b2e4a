import { useState } from "react";
import type { Receipt } from "#contract/questions.ts";
import { remembered } from "../shell/remembered.ts";

/** The receipt of the last resume while it is news; how it is put away, for good. */
export interface ReceiptNews {
  readonly receipt: Receipt | null;
  readonly putAway: () => void;
}

/** Shows each receipt until it is put away, on whatever view; what was put away stays so after a reload. */
export function useReceipt(crawl: string, receipt: Receipt | null): ReceiptNews {
  const [seenMs, setSeenMs] = useState(() => remembered.crawl(crawl).seenReceiptMs ?? 0);
  const isNews = receipt !== null && receipt.atMs > seenMs;
  const putAway = (): void => {
    if (receipt === null) return;
    setSeenMs(receipt.atMs);
    remembered.keepSeenReceipt(crawl, receipt.atMs);
  };
  return { receipt: isNews ? receipt : null, putAway };
}
