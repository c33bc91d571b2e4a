import { statusState } from "../results/cell-text.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { detailTexts } from "../texts/detail.ts";
import styles from "./detail.module.css";
import type { DetailPartProps } from "./detail-part-props.ts";
import { PairTable } from "./pair-table.tsx";

/** The chain of redirects from the address to its end. */
export function RedirectsPart({ detail: { redirects, redirectsLoop, url: asked } }: DetailPartProps) {
  if (redirects.length < 2) return <p className={styles.quiet}>{detailTexts.noRedirect}</p>;
  const pairs = redirects.map(({ url, status }) => ({
    name: url,
    value: String(status ?? ""),
    drawn: status === null ? "–" : <StateSign state={statusState(status)}>{status}</StateSign>,
  }));
  return (
    <>
      {redirectsLoop && <p className={styles.warning}>{detailTexts.redirectLoop}</p>}
      <PairTable
        url={asked}
        file="redirects.tsv"
        label={detailTexts.redirects}
        columns={[detailTexts.step, detailTexts.status]}
        pairs={pairs}
      />
    </>
  );
}
