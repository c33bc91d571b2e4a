import { CoverageBar } from "../crawl/coverage-bar.tsx";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { isActive, neverRan, stateParts } from "../crawl/state-sentence.ts";
import { useLiveQuestion } from "../connection/use-live-question.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { overviewTexts } from "../texts/overview.ts";
import { texts } from "../texts.ts";
import { Answers } from "./answers.tsx";
import { Fetching } from "./fetching.tsx";
import { nothingRead } from "./nothing-read.ts";
import { NoticeList } from "./notice-list.tsx";
import styles from "./overview.module.css";
import { Queue } from "./queue.tsx";
import { SpeedChart } from "./speed-chart.tsx";
import { hasCourse } from "./speed-points.ts";
import { Summary } from "./summary.tsx";

const HISTORY_EVERY_MS = 3000;

/** What is going on now; when the crawl rests, what came of it and what to do next. */
export function OverviewView(props: CrawlViewProps) {
  const { crawl, status, show } = props;
  const active = isActive(status.state);
  const history = useLiveQuestion("crawl.history", { crawl }, { everyMs: HISTORY_EVERY_MS, isLive: active });
  if (neverRan(status)) return <p className={styles.empty}>{texts.results.emptyNeverRun}</p>;
  const reason = nothingRead(status);
  return (
    <section className={styles.page} aria-label={overviewTexts.region}>
      <p className={styles.sentence}>
        <strong>{texts.states[status.state]}</strong> {stateParts(status).join(" · ")}
      </p>
      <NoticeList crawl={crawl} status={status} />
      {reason !== null && (
        <SentenceLine
          level="error"
          message={overviewTexts.nothingRead(reason)}
          actions={[{ label: overviewTexts.seeWhy, run: () => show("coverage") }]}
        />
      )}
      <CoverageBar coverage={status.coverage} show={show} />
      <div className={styles.columns}>
        <div className={styles.column}>
          {active ? (
            <>
              <SpeedChart samples={history.value} />
              <Queue {...props} />
            </>
          ) : (
            <>
              {status.coverage.waiting > 0 ? <Queue {...props} /> : <Summary {...props} />}
              {hasCourse(history.value) && <SpeedChart samples={history.value} />}
            </>
          )}
        </div>
        <div className={styles.column}>
          <Answers {...props} />
          {active ? <Fetching {...props} /> : status.coverage.waiting > 0 && <Summary {...props} />}
        </div>
      </div>
    </section>
  );
}
