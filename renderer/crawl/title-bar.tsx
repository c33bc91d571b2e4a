import type { CrawlStatus } from "#contract/questions.ts";
import type { Settings } from "#contract/settings.ts";
import { useSettings } from "../settings/use-settings.ts";
import { keyHint } from "../shell/commands.ts";
import { formatRoute, type CrawlView } from "../shell/route.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { frameTexts } from "../texts/frame.ts";
import { texts } from "../texts.ts";
import { CrawlControls } from "./crawl-controls.tsx";
import styles from "./crawl.module.css";
import { NavMenu } from "./nav-menu.tsx";
import { crawlStateKey, isActive, stateParts } from "./state-sentence.ts";
import type { CrawlActions } from "./use-crawl-actions.ts";

interface TitleBarProps {
  readonly view: CrawlView;
  readonly onShow: (view: CrawlView) => void;
  readonly name: string;
  readonly status: CrawlStatus | null;
  readonly actions: CrawlActions;
  readonly onExport: () => void;
}

/** The whole sentence of state, and what becomes of a crawl that runs when the window is closed. */
function stateHint(status: CrawlStatus, onWindowClose: Settings["onWindowClose"]): string {
  const parts = stateParts(status).join(" · ");
  return isActive(status.state) ? `${parts}\n${frameTexts.onWindowClose[onWindowClose]}` : parts;
}

/** One line: where one is, what the crawl does, and what can be done to it. */
export function TitleBar({ view, onShow, name, status, actions, onExport }: TitleBarProps) {
  const { settings } = useSettings();
  return (
    <header className={styles.titleBar}>
      <a
        className={styles.back}
        href={formatRoute({ kind: "library" })}
        aria-label={texts.library.back}
        title={texts.library.back + keyHint("library")}
      >
        ‹ <span className={styles.backWord}>{texts.library.back}</span>
      </a>
      {status !== null && <NavMenu shown={view} rows={status.rows} onShow={onShow} />}
      <h1 className={styles.site} title={name}>
        {name}
      </h1>
      {status !== null && (
        <>
          <p className={styles.state} role="status" title={stateHint(status, settings.onWindowClose)} aria-label={texts.crawl.state}>
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
