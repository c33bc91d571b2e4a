import type { ReadAddresses } from "#contract/questions.ts";
import { setupTexts } from "../texts/setup.ts";
import styles from "./setup.module.css";

const MOST_LINES = 5;

/** What was made of a list of addresses: how many, and which lines are none. */
export function AddressNote({ read }: { readonly read: ReadAddresses | null }) {
  const parts =
    read === null
      ? [setupTexts.listHint]
      : [
          setupTexts.readable(read.urls.length),
          ...(read.duplicates > 0 ? [setupTexts.duplicates(read.duplicates)] : []),
          ...(read.problemCount > 0 ? [setupTexts.unreadable(read.problemCount)] : []),
        ];
  const shown = read?.problems.slice(0, MOST_LINES) ?? [];
  const left = (read?.problemCount ?? 0) - shown.length;
  return (
    <div className={styles.note} role="status">
      <p>{parts.join(" · ")}</p>
      {shown.length > 0 && (
        <ul className={styles.badLines}>
          {shown.map(({ line, problem }) => (
            <li key={line}>{setupTexts.line(line, problem)}</li>
          ))}
          {left > 0 && <li>{setupTexts.moreLines(left)}</li>}
        </ul>
      )}
    </div>
  );
}
