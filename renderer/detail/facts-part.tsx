import { VIEWS } from "#contract/views.ts";
import { CellContent } from "../results/cell.tsx";
import { cellText } from "../results/cell-text.ts";
import { describeColumn } from "../results/columns.ts";
import { detailTexts } from "../texts/detail.ts";
import styles from "./detail.module.css";
import type { DetailPartProps } from "./detail-part-props.ts";
import { PairTable } from "./pair-table.tsx";

/** What other parts show better. */
const ELSEWHERE: ReadonlySet<string> = new Set(["url", "response_headers"]);

/** The facts that Orbweaver read off the address, those that there are. */
export function FactsPart({ detail, site }: DetailPartProps) {
  const { facts } = detail;
  if (facts === null) return <p className={styles.quiet}>{detailTexts.noFacts}</p>;
  const pairs = VIEWS.pages.flatMap((column) => {
    const value = facts[column.name] ?? null;
    if (value === null || value === "" || ELSEWHERE.has(column.name)) return [];
    const { kind, label, unit, meaning } = describeColumn("pages", column);
    const name = unit === "" ? label : `${label} (${unit})`;
    return [{ name, value: cellText(kind, value), hint: meaning, drawn: <CellContent kind={kind} value={value} site={site} /> }];
  });
  return (
    <PairTable url={detail.url} file="facts.tsv" label={detailTexts.facts} columns={[detailTexts.fact, detailTexts.value]} pairs={pairs} />
  );
}
