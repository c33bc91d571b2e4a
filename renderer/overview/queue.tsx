import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useLiveQuestion } from "../connection/use-live-question.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { isActive } from "../crawl/state-sentence.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { overviewTexts } from "../texts/overview.ts";
import styles from "./overview.module.css";
import { Panel } from "./panel.tsx";
import { QueueGroup } from "./queue-group.tsx";
import { SteeringRules } from "./steering-rules.tsx";
import { useSteering } from "./use-steering.ts";

const EVERY_MS = 1000;
const MOST_GROUPS = 12;

/** What waits, as sections or as patterns: each group can be stopped or capped, and what was stopped can be brought back. */
export function Queue({ crawl, site, status, show }: CrawlViewProps) {
  const [by, setBy] = useState<"section" | "shape">("section");
  const steering = useSteering(crawl, status.generation);
  const groups = useLiveQuestion(
    "view.facets",
    { crawl, view: "addresses", filter: { column: "state", test: "is", value: "waiting" }, names: [by], most: MOST_GROUPS },
    { everyMs: EVERY_MS, isLive: isActive(status.state) },
  );
  const facet = groups.value?.facets[0];
  const beside = facet?.more === 0 ? (groups.value?.total ?? 0) - facet.values.reduce((sum, { count }) => sum + count, 0) : 0;
  return (
    <Panel title={overviewTexts.queue} side={<GroupBy by={by} onChange={setBy} />}>
      {steering.error !== null && <SentenceLine level="error" message={steering.error} onDismiss={steering.dismissError} />}
      {groups.error !== null && <SentenceLine level="error" message={groups.error.message} />}
      {facet === undefined && groups.error === null && <p className={styles.quiet}>{overviewTexts.queueLoading}</p>}
      {facet?.values.length === 0 && <p className={styles.quiet}>{overviewTexts.queueEmpty}</p>}
      <ul className={styles.groups}>
        {facet?.values.map(({ value, count }) => (
          <QueueGroup
            key={String(value)}
            group={String(value ?? "")}
            by={by}
            count={count}
            site={site}
            busy={steering.busy}
            onShow={() => show("addresses", { picks: { state: ["waiting"], [by]: [value] } })}
            onRule={steering.add}
          />
        ))}
      </ul>
      {beside > 0 && <p className={styles.quiet}>{overviewTexts.queueBeside(beside)}</p>}
      {facet !== undefined && facet.more > 0 && <p className={styles.quiet}>{overviewTexts.queueMore(facet.more)}</p>}
      <SteeringRules steering={steering} />
    </Panel>
  );
}

function GroupBy({ by, onChange }: { readonly by: "section" | "shape"; readonly onChange: (by: "section" | "shape") => void }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={overviewTexts.queueBy}
      value={by}
      onChange={onChange}
      data={[
        { value: "section", label: overviewTexts.queueSections },
        { value: "shape", label: overviewTexts.queuePatterns },
      ]}
    />
  );
}
