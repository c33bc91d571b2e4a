import { useMemo } from "react";
import { FIXED_ONCE_BEGUN, FIXED_WHILE_RUNNING } from "#contract/changeable.ts";
import type { CrawlConfig } from "#contract/config.ts";
import type { CrawlStatus } from "#contract/questions.ts";
import { useQuestion } from "../connection/use-question.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { isActive, neverRan } from "../crawl/state-sentence.ts";
import { formatRoute } from "../shell/route.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts } from "../texts.ts";
import { setupTexts } from "../texts/setup.ts";
import { ChangeBar } from "./change-bar.tsx";
import { OptionPanel } from "./option-panel.tsx";
import styles from "./options-view.module.css";
import { planSentence } from "./plan-sentence.ts";
import { useOptionChanges } from "./use-option-changes.ts";
import { useOptionProblems } from "./use-option-problems.ts";

const words = setupTexts.running;
/** Options that the crawl does not take any more, or not while it runs, and why. */
function fixedIn(status: CrawlStatus): ReadonlyMap<string, string> {
  const whileRunning = isActive(status.state) ? FIXED_WHILE_RUNNING : [];
  const onceBegun = neverRan(status) ? [] : FIXED_ONCE_BEGUN;
  return new Map<string, string>([
    ...whileRunning.map((name) => [name, words.fixed.running] as const),
    ...onceBegun.map((name) => [name, words.fixed.begun] as const),
  ]);
}

/** The options of the crawl, to be changed while it runs. */
export function OptionsView({ crawl, status }: CrawlViewProps) {
  const config = useQuestion("crawl.config", { crawl });
  if (config.error !== null)
    return <SentenceLine level="error" message={config.error.message} actions={[{ label: texts.tryAgain, run: config.again }]} />;
  if (config.value === null)
    return (
      <p className={styles.reading} role="status">
        {setupTexts.reading}
      </p>
    );
  return <CrawlOptions key={crawl} crawl={crawl} config={config.value} status={status} />;
}

interface CrawlOptionsProps {
  readonly crawl: string;
  readonly config: CrawlConfig;
  readonly status: CrawlStatus;
}

function CrawlOptions({ crawl, config, status }: CrawlOptionsProps) {
  const changes = useOptionChanges(crawl, config);
  const { problems } = useOptionProblems(changes.given);
  const fixed = useMemo(() => fixedIn(status), [status]);
  const isWrong = Object.keys(problems.byOption).length + problems.other.length > 0;
  return (
    <div className={styles.view}>
      <div className={styles.scroll}>
        <header className={styles.head}>
          <h2 className={styles.title}>{texts.places.options}</h2>
          <p className={styles.sentence}>{planSentence(changes.applied)}</p>
          <p className={styles.quiet}>
            {isActive(status.state) ? words.intro : words.introResting}{" "}
            <a href={formatRoute({ kind: "new", from: crawl })}>{words.newCrawl}</a>
          </p>
        </header>
        <OptionPanel
          given={changes.given}
          onChange={changes.edit}
          problems={problems}
          applied={changes.applied}
          fixed={fixed}
          crawl={crawl}
        />
      </div>
      <ChangeBar changes={changes} isWrong={isWrong} />
    </div>
  );
}
