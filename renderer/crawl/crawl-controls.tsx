import { Button, Tooltip } from "@mantine/core";
import type { CrawlStatus } from "#contract/questions.ts";
import { HelpMenu } from "../help/help-menu.tsx";
import { texts } from "../texts.ts";
import { CrawlMenu } from "./crawl-menu.tsx";
import styles from "./crawl.module.css";
import { canResume, isActive, neverRan } from "./state-sentence.ts";
import type { CrawlActions } from "./use-crawl-actions.ts";

interface CrawlControlsProps {
  readonly status: CrawlStatus;
  readonly actions: CrawlActions;
  readonly onExport: () => void;
}

/** Start, Pause or Resume in one place, then Stop and Export, then a menu. */
export function CrawlControls({ status, actions, onExport }: CrawlControlsProps) {
  const active = isActive(status.state);
  return (
    <div className={styles.controls} role="group" aria-label={texts.crawl.controls}>
      {active ? <PauseButton status={status} actions={actions} /> : <ResumeButton status={status} actions={actions} />}
      <Tooltip label={active ? texts.crawl.stopHint : texts.crawl.notRunning}>
        <Button
          className={styles.onlyWide}
          disabled={!active || status.state === "stopping" || actions.underWay === "stop"}
          onClick={() => actions.run("stop")}
        >
          {texts.crawl.stop}
        </Button>
      </Tooltip>
      <Tooltip label={texts.crawl.exportHint}>
        <Button className={styles.onlyWide} onClick={onExport}>
          {texts.crawl.export}
        </Button>
      </Tooltip>
      <CrawlMenu />
      <HelpMenu />
    </div>
  );
}

function PauseButton({ status, actions }: Pick<CrawlControlsProps, "status" | "actions">) {
  return (
    <Tooltip label={texts.crawl.pauseHint}>
      <Button
        className={styles.mainControl}
        disabled={status.state !== "running" || actions.underWay !== null}
        onClick={() => actions.run("pause")}
      >
        {texts.crawl.pause}
      </Button>
    </Tooltip>
  );
}

function ResumeButton({ status, actions }: Pick<CrawlControlsProps, "status" | "actions">) {
  const possible = canResume(status);
  return (
    <Tooltip label={possible ? texts.crawl.resumeHint : texts.crawl.nothingLeft}>
      <Button
        className={styles.mainControl}
        variant={possible ? "filled" : "default"}
        disabled={!possible || actions.underWay !== null}
        onClick={() => actions.run("start")}
      >
        {neverRan(status) ? texts.crawl.start : texts.crawl.resume}
      </Button>
    </Tooltip>
  );
}
