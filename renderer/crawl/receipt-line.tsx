import type { CrawlStatus, Receipt } from "#contract/questions.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts } from "../texts.ts";
import { useReceipt } from "./use-receipt.ts";

/** What the last resume did, until it is put away. */
export function ReceiptLine({ crawl, status }: { readonly crawl: string; readonly status: CrawlStatus }) {
  const { receipt, putAway } = useReceipt(crawl, status.receipt);
  if (receipt === null) return null;
  return <SentenceLine level="info" message={receiptSentence(receipt)} onDismiss={putAway} />;
}

/** What a resume did, as people read it. */
export function receiptSentence(receipt: Receipt): string {
  const intro = receipt.afterCrash ? texts.crawl.receiptAfterCrash : texts.crawl.receiptResumed;
  return `${intro} ${texts.crawl.receipt(receipt.kept, receipt.requeued, receipt.lost, receipt.fetchedTwice)}`;
}
