import { detailTexts } from "../texts/detail.ts";
import styles from "./detail.module.css";
import type { DetailPartProps } from "./detail-part-props.ts";
import { PairTable } from "./pair-table.tsx";

/** The headers of the answer, in the order sent. */
export function HeadersPart({ detail: { headers, url } }: DetailPartProps) {
  if (headers.length === 0) return <p className={styles.quiet}>{detailTexts.noHeaders}</p>;
  const pairs = headers.map(([name, value]) => ({ name, value }));
  return (
    <PairTable url={url} file="headers.tsv" label={detailTexts.headers} columns={[detailTexts.header, detailTexts.value]} pairs={pairs} />
  );
}
