import type { HostActivity } from "#contract/questions.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { addressParts } from "../results/address-text.ts";
import { formatDuration, formatRate } from "../shell/format.ts";
import { overviewTexts } from "../texts/overview.ts";
import styles from "./overview.module.css";
import { Panel } from "./panel.tsx";

const MOST_SHOWN = 12;

/** The hosts that are asked and how, and the addresses being fetched. */
export function Fetching({ status, site }: CrawlViewProps) {
  return (
    <Panel title={overviewTexts.now}>
      {status.hosts.map((host) => (
        <p key={host.name} className={styles.host}>
          <strong>{host.name}</strong> <span>{hostSentence(host)}</span>
        </p>
      ))}
      {status.fetching.length === 0 ? (
        <p className={styles.quiet}>{overviewTexts.nowEmpty}</p>
      ) : (
        <ul className={styles.addresses}>
          {status.fetching.slice(0, MOST_SHOWN).map((url) => {
            const { host, head, tail } = addressParts(url, site);
            return (
              <li key={url} title={url}>
                <bdi dir="ltr">
                  {host}
                  {head}
                  {tail}
                </bdi>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

/** How a host is asked, in words. */
export function hostSentence(host: HostActivity, nowMs: number = Date.now()): string {
  const parts = [overviewTexts.hostBusy(host.active, Math.max(1, Math.floor(host.mostAtATime)))];
  if (host.delayMs > 0) parts.push(overviewTexts.hostDelay(`${formatRate(host.delayMs / 1000)} s`));
  const pausedSeconds = host.pausedUntilMs === null ? 0 : (host.pausedUntilMs - nowMs) / 1000;
  if (pausedSeconds > 0) parts.push(overviewTexts.hostPaused(formatDuration(pausedSeconds)));
  return parts.join(", ");
}
