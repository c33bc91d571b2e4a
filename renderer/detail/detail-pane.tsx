import { ActionIcon } from "@mantine/core";
import type { ViewName } from "#contract/views.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { resultsTexts } from "../texts/results.ts";
import styles from "./detail.module.css";

/** What the detail of a row is given. */
export interface DetailPaneProps {
  readonly crawl: string;
  readonly site: string;
  readonly view: ViewName;
  /** Address that the selected row is about. */
  readonly url: string;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  readonly onClose: () => void;
  readonly show: CrawlViewProps["show"];
}

/** The detail of the selected row. */
export function DetailPane({ url, onNext, onPrevious, onClose }: DetailPaneProps) {
  const words = resultsTexts.detail;
  return (
    <section className={styles.pane} aria-label={words.title}>
      <header className={styles.header}>
        <h2 className={styles.address} title={url}>
          {url}
        </h2>
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
    </section>
  );
}
