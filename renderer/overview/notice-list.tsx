import { useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { CrawlStatus, Remedy } from "#contract/questions.ts";
import { useConnection } from "../connection/connection-context.ts";
import { receiptSentence } from "../crawl/receipt-line.tsx";
import { shownNotices } from "../crawl/shown-notices.ts";
import { useReceipt } from "../crawl/use-receipt.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { overviewTexts } from "../texts/overview.ts";
import styles from "./overview.module.css";

/** What the person should know, each with its ways out; the receipt of the last resume until it is put away. */
export function NoticeList({ crawl, status }: { readonly crawl: string; readonly status: CrawlStatus }) {
  const connection = useConnection();
  const [error, setError] = useState<string | null>(null);
  const { receipt, putAway } = useReceipt(crawl, status.receipt);
  const shown = shownNotices(status);
  if (shown.length === 0 && receipt === null && error === null) return null;

  const take = (remedy: Remedy): void => {
    setError(null);
    connection.call("crawl.change", { crawl, changes: { ...remedy.changes } }).catch((thrown: unknown) => {
      setError(toOrbweaverError(thrown).message);
    });
  };
  return (
    <section className={styles.notices} aria-label={overviewTexts.notices}>
      {error !== null && <SentenceLine level="error" message={error} onDismiss={() => setError(null)} />}
      {shown.map((notice) => (
        <SentenceLine
          key={notice.id}
          level={notice.level}
          message={notice.message}
          actions={notice.remedies.map((remedy) => ({ label: remedy.label, run: () => take(remedy) }))}
        />
      ))}
      {receipt !== null && <SentenceLine level="info" message={receiptSentence(receipt)} onDismiss={putAway} />}
    </section>
  );
}
