import type { Coverage } from "#contract/questions.ts";
import { formatCount } from "../shell/format.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { texts } from "../texts.ts";
import type { CrawlViewProps } from "./crawl-view.ts";
import { coverageParts, partWidths, type CoveragePart } from "./coverage-parts.ts";
import styles from "./crawl.module.css";

interface CoverageBarProps {
  readonly coverage: Coverage;
  readonly show: CrawlViewProps["show"];
}

/** Everything discovered as one bar, and as a sum whose numbers lead to their rows. */
export function CoverageBar({ coverage, show }: CoverageBarProps) {
  const parts = coverageParts(coverage);
  return (
    <section className={styles.coverage} aria-label={texts.coverage.title}>
      <CoverageStrip coverage={coverage} />
      <p className={styles.sum}>
        <strong>
          {formatCount(coverage.discovered)} {texts.coverage.discovered}
        </strong>
        {parts.map((part, position) => (
          <span key={part.key} className={styles.summand} data-none={part.count === 0 || undefined}>
            <span className={styles.operator} aria-hidden="true">
              {position === 0 ? "=" : "+"}
            </span>
            <PartLabel part={part} show={show} />
          </span>
        ))}
      </p>
    </section>
  );
}

/** The bar alone. */
export function CoverageStrip({ coverage }: { readonly coverage: Coverage }) {
  const parts = coverageParts(coverage);
  const widths = partWidths(
    parts.map((part) => part.count),
    0.6,
  );
  const words = parts
    .filter((part) => part.count > 0)
    .map((part) => `${formatCount(part.count)} ${texts.coverage.parts[part.key]}`)
    .join(", ");
  return (
    <div className={styles.strip} role="img" aria-label={texts.coverage.describe(coverage.discovered, words)} title={words}>
      {parts.map(
        (part, position) => part.count > 0 && <span key={part.key} data-state={part.key} style={{ width: `${widths[position]}%` }} />,
      )}
    </div>
  );
}

function PartLabel({ part, show }: { readonly part: CoveragePart; readonly show: CrawlViewProps["show"] }) {
  const { key, count, state } = part;
  const name = texts.coverage.parts[key];
  const label = (
    <StateSign state={key}>
      {formatCount(count)} {name}
    </StateSign>
  );
  if (count === 0) return label;
  return (
    <button
      type="button"
      className={styles.part}
      title={texts.coverage.show(count, name)}
      onClick={() => show("addresses", { picks: { state: [state] } })}
    >
      {label}
    </button>
  );
}
