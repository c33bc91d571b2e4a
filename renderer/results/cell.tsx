import type { Cell as CellValue } from "#contract/views.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { texts } from "../texts.ts";
import { addressParts } from "./address-text.ts";
import { cellText, outcomeState, statusState } from "./cell-text.ts";
import type { CellKind } from "./columns.ts";
import styles from "./grid.module.css";

/** What stands in one cell of a grid. */
export function CellContent({ kind, value, site }: { readonly kind: CellKind; readonly value: CellValue; readonly site: string }) {
  switch (kind) {
    case "address":
      return typeof value === "string" ? <Address address={value} site={site} /> : null;
    case "answer":
    case "status":
      return <Status value={value} saysNone={kind === "answer"} />;
    case "outcome": {
      const state = outcomeState(value);
      return state === null ? cellText(kind, value) : <StateSign state={state}>{cellText(kind, value)}</StateSign>;
    }
    default:
      return cellText(kind, value);
  }
}

function Status({ value, saysNone }: { readonly value: CellValue; readonly saysNone: boolean }) {
  if (typeof value === "number") return <StateSign state={statusState(value)}>{value}</StateSign>;
  return saysNone ? <StateSign state="failed">{texts.results.noAnswer}</StateSign> : null;
}

function Address({ address, site }: { readonly address: string; readonly site: string }) {
  const { host, head, tail } = addressParts(address, site);
  return (
    <bdi className={styles.address} dir="ltr">
      {host !== "" && <span className={styles.host}>{host}</span>}
      {head !== "" && <span className={styles.head}>{head}</span>}
      <span className={styles.tail}>{tail}</span>
    </bdi>
  );
}
