import { useQuestion } from "../connection/use-question.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { canResume } from "../crawl/state-sentence.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { StateSign } from "../shell/state-sign.tsx";
import { overviewTexts } from "../texts/overview.ts";
import { FINDING_FACETS, findingsOf } from "./findings.ts";
import styles from "./overview.module.css";
import { Panel } from "./panel.tsx";

/** When a crawl rests: what stands out in it, and what can be done next. */
export function Summary({ crawl, status, show }: CrawlViewProps) {
  const facets = useQuestion("view.facets", { crawl, view: "pages", names: [...FINDING_FACETS] });
  const findings = findingsOf(status, facets.value?.facets ?? []);
  return (
    <>
      <Panel title={overviewTexts.standsOut}>
        {facets.error !== null && <SentenceLine level="error" message={facets.error.message} />}
        {facets.value !== null && findings.length === 0 && <p className={styles.quiet}>{overviewTexts.nothingStandsOut}</p>}
        <ul className={styles.list}>
          {findings.map((finding) => (
            <li key={finding.sentence}>
              <button type="button" className={styles.listLink} title={finding.meaning} onClick={() => show(finding.view, finding.asked)}>
                <StateSign state={finding.state}>{finding.sentence}</StateSign>
              </button>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={overviewTexts.next}>
        {canResume(status) && <p className={styles.quiet}>{overviewTexts.nextResume}</p>}
        <ul className={styles.list}>
          {NEXT.map(({ view, label }) => (
            <li key={view}>
              <button type="button" className={styles.listLink} data-next onClick={() => show(view)}>
                {label}
              </button>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

const NEXT = [
  { view: "pages", label: overviewTexts.nextTable },
  { view: "outline", label: overviewTexts.nextMap },
  { view: "coverage", label: overviewTexts.nextCoverage },
] as const;
