import type { ReactNode } from "react";
import styles from "./detail.module.css";
import { PartActions } from "./part-actions.tsx";
import { pairsAsText, type Pair } from "./pairs-as-text.ts";

interface PairTableProps {
  /** Address that the pairs are about. */
  readonly url: string;
  /** What a file of them is called. */
  readonly file: string;
  readonly label: string;
  readonly columns: readonly [string, string];
  readonly pairs: readonly (Pair & { readonly drawn?: ReactNode; readonly hint?: string })[];
}

/** Names with their values, which can be copied together. */
export function PairTable({ url, file, label, columns, pairs }: PairTableProps) {
  return (
    <div className={styles.pairs}>
      <div className={styles.partActions}>
        <PartActions url={url} file={file} text={() => pairsAsText(columns, pairs)} />
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
