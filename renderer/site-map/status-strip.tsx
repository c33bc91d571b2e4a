import type { SectionNode } from "#contract/site-map.ts";
import { partWidths } from "../crawl/coverage-parts.ts";
import { formatCount } from "../shell/format.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { siteMapTexts } from "../texts/site-map.ts";
import styles from "./outline.module.css";
import { rowsHref, sectionRows } from "./section-rows.ts";
import { statusParts } from "./status-parts.ts";

const texts = siteMapTexts.outline;

/** How the pages of a section answered: a small bar, and each class with its count, which leads to its rows. */
export function StatusStrip({ crawl, node }: { readonly crawl: string; readonly node: SectionNode }) {
  const parts = statusParts(node);
  const widths = partWidths(
    parts.map((part) => part.count),
    3,
  );
  const words = texts.bar(parts.map((part) => texts.part(part.count, part.key)));
  return (
    <>
      <span className={styles.strip} role="img" aria-label={words} title={words}>
        {parts.map((part, nth) => (
          <span key={part.key} data-state={part.state} style={{ width: `${widths[nth]}%` }} />
        ))}
      </span>
      {parts.map((part) => (
        <a
          key={part.key}
          className={styles.part}
          href={rowsHref(crawl, sectionRows(node.prefix, part.key))}
          title={texts.part(part.count, part.key)}
          tabIndex={-1}
        >
          <StateSign state={part.state}>{formatCount(part.count)}</StateSign>
        </a>
      ))}
    </>
  );
}
