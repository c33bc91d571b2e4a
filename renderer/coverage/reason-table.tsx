import { Button } from "@mantine/core";
import { useId } from "react";
import type { StateKey } from "../results/cell-text.ts";
import { formatCount } from "../shell/format.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { coverageTexts } from "../texts/coverage.ts";
import styles from "./coverage.module.css";

/** A reason with the number of its addresses. */
export interface ReasonRow {
  readonly word: string;
  readonly meaning: string;
  readonly count: number;
}

interface ReasonTableProps {
  readonly title: string;
  readonly state: StateKey;
  readonly total: number;
  readonly rows: readonly ReasonRow[];
  readonly onShow: (word: string) => void;
  /** What can be done about the addresses of a reason. */
  readonly action: {
    readonly label: string;
    readonly labelOf: (row: ReasonRow) => string;
    readonly applies: (row: ReasonRow) => boolean;
    readonly run: (row: ReasonRow) => void;
  };
}

/** The reasons behind one part of the sum: each in plain words, its number a link to the rows, with a way back. */
export function ReasonTable({ title, state, total, rows, onShow, action }: ReasonTableProps) {
  const id = useId();
  return (
    <section className={styles.reasons} aria-labelledby={id}>
      <h2 id={id}>
        <StateSign state={state}>
          {title} <span className={styles.total}>{formatCount(total)}</span>
        </StateSign>
      </h2>
      {rows.length === 0 ? (
        <p className={styles.quiet}>{coverageTexts.none}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{coverageTexts.columns.reason}</th>
              <th scope="col">{coverageTexts.columns.count}</th>
              <th scope="col">{coverageTexts.columns.action}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.word}>
                <td>
                  {row.meaning} <code className={styles.word}>{row.word}</code>
                </td>
                <td data-number>
                  <button type="button" className={styles.count} onClick={() => onShow(row.word)}>
                    {formatCount(row.count)}
                  </button>
                </td>
                <td>
                  {action.applies(row) && (
                    <Button aria-label={action.labelOf(row)} onClick={() => action.run(row)}>
                      {action.label}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
