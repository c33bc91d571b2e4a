import type { CrawlStatus } from "#contract/questions.ts";
import { keyHint } from "../shell/commands.ts";
import { formatRoute, type CrawlView } from "../shell/route.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { texts } from "../texts.ts";
import { CrawlControls } from "./crawl-controls.tsx";
import styles from "./crawl.module.css";
import { NavMenu } from "./nav-menu.tsx";
import { crawlStateKey, stateParts } from "./state-sentence.ts";
import type { CrawlActions } from "./use-crawl-actions.ts";

interface TitleBarProps {
  readonly view: CrawlView;
  readonly onShow: (view: CrawlView) => void;
  readonly name: string;
  readonly status: CrawlStatus | null;
  readonly actions: CrawlActions;
  readonly onExport: () => void;
}

/** One line: where one is, what the crawl does, and what can be done to it. */
export function TitleBar({ view, onShow, name, status, actions, onExport }: TitleBarProps) {
  return (
    <header className={styles.titleBar}>
      <a className={styles.back} href={formatRoute({ kind: "library" })} title={texts.library.back + keyHint("library")}>
        ‹ <span className={styles.backWord}>{texts.library.back}</span>
      </a>
      {status !== null && <NavMenu shown={view} rows={status.rows} onShow={onShow} />}
      <h1 className={styles.site} title={name}>
        {name}
      </h1>
      {status !== null && (
        <>
          <p className={styles.state} role="status" title={stateParts(status).join(" · ")} aria-label={texts.crawl.state}>
            <StateSign state={crawlStateKey(status.state)}>{texts.states[status.state]}</StateSign>
          </p>
          <p className={styles.stateParts}>
            {stateParts(status).map((part) => (
              <span key={part}>{part}</span>
            ))}
          </p>
          <CrawlControls status={status} actions={actions} onExport={onExport} />
        </>
      )}
    </header>
  );
}
