import { useQuestion } from "../connection/use-question.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { detailTexts } from "../texts/detail.ts";
import styles from "./detail.module.css";
import type { DetailPartProps } from "./detail-part-props.ts";
import { PartActions } from "./part-actions.tsx";

/** The source of the page as it was kept. It is text, whatever it says. */
export function SourcePart({ crawl, detail }: DetailPartProps) {
  return detail.hasSource ? <KeptSource crawl={crawl} url={detail.url} /> : <p className={styles.quiet}>{detailTexts.noSource}</p>;
}

function KeptSource({ crawl, url }: { readonly crawl: string; readonly url: string }) {
  const { value, error } = useQuestion("page.source", { crawl, url });
  if (error !== null) return <SentenceLine level="error" message={error.message} />;
  if (value === null) return <p className={styles.quiet}>{detailTexts.sourceLoading}</p>;
  return (
    <div className={styles.source}>
      <div className={styles.partActions}>
        <PartActions url={url} file="source.html" text={() => value.text ?? ""} />
      </div>
      {value.isCut && <p className={styles.warning}>{detailTexts.sourceCut}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <pre tabIndex={0}>{value.text}</pre>
    </div>
  );
}
