import { EXCLUSIONS, FAILURES, type ExclusionReason } from "#contract/words.ts";
import { useLiveQuestion } from "../connection/use-live-question.ts";
import { CoverageBar } from "../crawl/coverage-bar.tsx";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { canResume, isActive } from "../crawl/state-sentence.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { coverageTexts } from "../texts/coverage.ts";
import { texts } from "../texts.ts";
import styles from "./coverage.module.css";
import { ReasonTable } from "./reason-table.tsx";
import { IncludeDialog } from "./include-dialog.tsx";
import { useInclusion } from "./use-inclusion.ts";
import { WhyField } from "./why-field.tsx";

const EVERY_MS = 1000;
/** What cannot be asked for, whatever the person wants. */
const NEVER_ASKED: ReadonlySet<ExclusionReason> = new Set<ExclusionReason>(["scheme", "invalid-url", "url-too-long", "private-address"]);

/** Everything discovered as a sum that adds up, each reason with its rows and its way back, and the question why. */
export function CoverageView({ crawl, status, show }: CrawlViewProps) {
  const report = useLiveQuestion("crawl.coverage", { crawl }, { everyMs: EVERY_MS, isLive: isActive(status.state) });
  const inclusion = useInclusion(crawl, report.again);
  const { value, error } = report;
  return (
    <div className={styles.page}>
      <WhyField crawl={crawl} onShow={(url) => show("addresses", { search: url, selected: url })} />
      <p className={styles.intro}>{coverageTexts.intro}</p>
      <CoverageBar coverage={value?.coverage ?? status.coverage} show={show} />
      {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: report.again }]} />}
      {inclusion.error !== null && <SentenceLine level="error" message={inclusion.error} onDismiss={inclusion.dismiss} />}
      {inclusion.done !== null && (
        <SentenceLine
          level="info"
          message={[
            coverageTexts.included(inclusion.done.requeued, inclusion.done.leftOut),
            ...(canResume(status) ? [coverageTexts.pressResume] : []),
          ].join(" ")}
          onDismiss={inclusion.dismiss}
        />
      )}
      {value !== null && (
        <div className={styles.tables}>
          <ReasonTable
            title={coverageTexts.excludedTitle}
            state="excluded"
            total={value.coverage.excluded}
            rows={value.exclusions.map(({ reason, count }) => ({ word: reason, meaning: EXCLUSIONS[reason], count }))}
            onShow={(reason) => show("excluded", { picks: { reason: [reason] } })}
            action={{
              label: coverageTexts.includeNow,
              labelOf: (row) => coverageTexts.includeLabel(row.meaning),
              applies: (row) => !NEVER_ASKED.has(row.word as ExclusionReason),
              run: (row) => inclusion.wish({ view: "excluded", column: "reason", ...row }),
            }}
          />
          <ReasonTable
            title={coverageTexts.failedTitle}
            state="failed"
            total={value.coverage.failed}
            rows={value.failures.map(({ code, count }) => ({ word: code, meaning: FAILURES[code], count }))}
            onShow={(code) => show("failed", { picks: { code: [code] } })}
            action={{
              label: coverageTexts.askAgain,
              labelOf: (row) => coverageTexts.askAgainLabel(row.meaning),
              applies: () => true,
              run: (row) => inclusion.wish({ view: "failed", column: "code", ...row }),
            }}
          />
        </div>
      )}
      <IncludeDialog inclusion={inclusion} />
    </div>
  );
}
