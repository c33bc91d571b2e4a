import { useState } from "react";
import type { CrawlStatus, Receipt } from "#contract/questions.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts } from "../texts.ts";
import styles from "./crawl.module.css";

/** Why a crawl stopped when nobody asked it to. */
export function StopReason({ status: { stoppedBecause, state } }: { readonly status: CrawlStatus }) {
  if (stoppedBecause === null || (state !== "error" && state !== "limit")) return null;
  return <SentenceLine level={state === "error" ? "error" : "warning"} message={stoppedBecause} />;
}

/** Notices of a crawl and the receipt of its last resume. What was read can be put away. */
export function NoticeLines({ status }: { readonly status: CrawlStatus }) {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const dismiss = (id: string): void => setDismissed((last) => new Set([...last, id]));
  const { receipt, notices, stoppedBecause } = status;
  const receiptId = receipt === null ? "" : `receipt ${receipt.atMs}`;
  return (
    <section className={styles.notices} aria-label={texts.crawl.notices}>
      {notices
        .filter((notice) => !dismissed.has(notice.id) && notice.message !== stoppedBecause)
        .map((notice) => (
          <SentenceLine key={notice.id} level={notice.level} message={notice.message} onDismiss={() => dismiss(notice.id)} />
        ))}
      {receipt !== null && !dismissed.has(receiptId) && (
        <SentenceLine level="info" message={receiptSentence(receipt)} onDismiss={() => dismiss(receiptId)} />
      )}
    </section>
  );
}

/** What a resume did, as people read it. */
export function receiptSentence(receipt: Receipt): string {
  const intro = receipt.afterCrash ? texts.crawl.receiptAfterCrash : texts.crawl.receiptResumed;
  return `${intro} ${texts.crawl.receipt(receipt.kept, receipt.requeued, receipt.lost, receipt.fetchedTwice)}`;
}
