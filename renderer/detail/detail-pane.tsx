import { ActionIcon } from "@mantine/core";
import { useEffect } from "react";
import type { ViewName } from "#contract/views.ts";
import { useQuestion } from "../connection/use-question.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { isWebAddress } from "../results/web-address.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { detailTexts } from "../texts/detail.ts";
import { resultsTexts } from "../texts/results.ts";
import { texts } from "../texts.ts";
import { CopyButton } from "./copy-button.tsx";
import styles from "./detail.module.css";
import { DetailParts } from "./detail-parts.tsx";

/** What the detail of a row is given. */
export interface DetailPaneProps {
  readonly crawl: string;
  readonly site: string;
  readonly view: ViewName;
  /** Address that the selected row is about. */
  readonly url: string;
  /** Goes up when the crawl may know more of it. */
  readonly tick: number;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  readonly onClose: () => void;
  readonly show: CrawlViewProps["show"];
}

/** Everything about the address of the selected row, in parts. */
export function DetailPane({ crawl, site, url, tick, onNext, onPrevious, onClose, show }: DetailPaneProps) {
  const words = resultsTexts.detail;
  const detail = useQuestion("page.detail", { crawl, url });
  const { again } = detail;
  useEffect(() => {
    if (tick > 0) again();
  }, [tick, again]);
  return (
    <section className={styles.pane} aria-label={words.title}>
      <header className={styles.header}>
        <h2 className={styles.address} title={url}>
          {url}
        </h2>
        <CopyButton label={detailTexts.copyAddress} text={() => url} />
        {isWebAddress(url) && (
          <a
            className={styles.open}
            href={url}
            target="_blank"
            rel="noreferrer"
            title={detailTexts.openInBrowser}
            aria-label={detailTexts.openInBrowser}
          >
            ↗
          </a>
        )}
        <ActionIcon aria-label={words.previous} title={words.previous} onClick={onPrevious}>
          ↑
        </ActionIcon>
        <ActionIcon aria-label={words.next} title={words.next} onClick={onNext}>
          ↓
        </ActionIcon>
        <ActionIcon aria-label={words.close} title={words.close} onClick={onClose}>
          ×
        </ActionIcon>
      </header>
      {detail.error !== null && detail.error.code !== "not-found" && (
        <SentenceLine level="error" message={detail.error.message} actions={[{ label: texts.tryAgain, run: detail.again }]} />
      )}
      {detail.error?.code === "not-found" && <p className={styles.quiet}>{detailTexts.gone}</p>}
      {detail.value === null && detail.error === null && (
        <p className={styles.quiet} role="status">
          {detailTexts.loading}
        </p>
      )}
      {detail.value !== null && <DetailParts crawl={crawl} site={site} detail={detail.value} tick={tick} show={show} />}
    </section>
  );
}
