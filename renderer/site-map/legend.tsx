import type { StateKey } from "../results/cell-text.ts";
import { StateSign } from "../shell/state-sign.tsx";
import styles from "./site-map.module.css";

interface LegendProps {
  readonly label: string;
  readonly entries: readonly { readonly label: string; readonly fill: string; readonly state?: StateKey }[];
}

/** What the colours of a picture mean. */
export function Legend({ label, entries }: LegendProps) {
  return (
    <ul className={styles.legend} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.label}>
          <span className={styles.swatch} style={{ background: entry.fill }} />
          {entry.state === undefined ? (
            <span className={styles.meaning} title={entry.label}>
              {entry.label}
            </span>
          ) : (
            <StateSign state={entry.state}>{entry.label}</StateSign>
          )}
        </li>
      ))}
    </ul>
  );
}
