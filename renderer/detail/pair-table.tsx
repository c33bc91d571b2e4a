import type { ReactNode } from "react";
import { detailTexts } from "../texts/detail.ts";
import { CopyButton } from "./copy-button.tsx";
import styles from "./detail.module.css";
import { pairsAsText, type Pair } from "./pairs-as-text.ts";

interface PairTableProps {
  readonly label: string;
  readonly columns: readonly [string, string];
  readonly pairs: readonly (Pair & { readonly drawn?: ReactNode; readonly hint?: string })[];
}

/** Names with their values, which can be copied together. */
export function PairTable({ label, columns, pairs }: PairTableProps) {
  return (
    <div className={styles.pairs}>
      <div className={styles.partActions}>
        <CopyButton label={detailTexts.copy} text={() => pairsAsText(columns, pairs)} />
      </div>
      <table className={styles.table} aria-label={label}>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{columns[0]}</th>
            <th scope="col">{columns[1]}</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair, position) => (
            // The same name can stand there twice, and the order never changes.
            <tr key={position}>
              <th scope="row" title={pair.hint}>
                {pair.name}
              </th>
              <td>{pair.drawn ?? pair.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
