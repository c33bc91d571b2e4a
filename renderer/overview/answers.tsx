import { partWidths } from "../crawl/coverage-parts.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import type { StateKey } from "../results/cell-text.ts";
import { formatCount } from "../shell/format.ts";
import type { RowsAsked } from "../shell/rows-asked.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { overviewTexts } from "../texts/overview.ts";
import styles from "./overview.module.css";
import { Panel } from "./panel.tsx";

interface AnswerClass {
  readonly label: string;
  readonly state: StateKey;
  readonly count: number;
  readonly asked: RowsAsked;
}

/** What pages answered, by class of status, as one bar and as a list whose numbers lead to their rows. */
export function Answers({ status, show }: CrawlViewProps) {
  const classes = answerClasses(status.statuses, status.rows.pages).filter((one) => one.count > 0);
  const widths = partWidths(
    classes.map((one) => one.count),
    1,
  );
  return (
    <Panel title={overviewTexts.answers}>
      {classes.length === 0 ? (
        <p className={styles.quiet}>{overviewTexts.answersEmpty}</p>
      ) : (
        <>
          <div className={styles.bar} aria-hidden="true">
            {classes.map((one, position) => (
              <span key={one.label} data-state={one.state} style={{ width: `${widths[position]}%` }} />
            ))}
          </div>
          <ul className={styles.list}>
            {classes.map((one) => (
              <li key={one.label}>
                <button type="button" className={styles.listLink} onClick={() => show("pages", one.asked)}>
                  <StateSign state={one.state}>{one.label}</StateSign>
                  <span className={styles.number}>{formatCount(one.count)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

const STATES: Readonly<Record<string, StateKey>> = {
  "2xx": "kept",
  "3xx": "redirect",
  "4xx": "client-error",
  "5xx": "server-error",
  other: "excluded",
};

/** The classes of the rows of `pages`; those without a status gave no answer. */
export function answerClasses(statuses: Readonly<Record<string, number>>, pages: number): readonly AnswerClass[] {
  const answered = Object.values(statuses).reduce((sum, count) => sum + count, 0);
  const classes = Object.keys(STATES).map((name) => ({
    label: overviewTexts.answerClasses[name] ?? name,
    state: STATES[name] ?? "excluded",
    count: statuses[name] ?? 0,
    asked: { filter: classFilter(name) },
  }));
  const none: AnswerClass = {
    label: overviewTexts.noAnswer,
    state: "failed",
    count: pages - answered,
    asked: { filter: { column: "status", test: "is-empty" } },
  };
  return [...classes, none];
}

function classFilter(name: string): NonNullable<RowsAsked["filter"]> {
  const from = Number(name[0]) * 100;
  if (Number.isNaN(from)) {
    return {
      op: "or",
      of: [
        { column: "status", test: "less-than", value: 200 },
        { column: "status", test: "at-least", value: 600 },
      ],
    };
  }
  return {
    op: "and",
    of: [
      { column: "status", test: "at-least", value: from },
      { column: "status", test: "less-than", value: from + 100 },
    ],
  };
}
