import { detailTexts } from "../texts/detail.ts";
import styles from "./detail.module.css";
import type { DetailPartProps } from "./detail-part-props.ts";
import { PartActions } from "./part-actions.tsx";

/** Why the address is in the crawl or was left out, and the way to it from a start address. */
export function WhyPart({ detail: { why, url: address }, show }: DetailPartProps) {
  return (
    <div className={styles.text}>
      <div className={styles.partHead}>
        <p>{why.explanation}</p>
        <span className={styles.partEnd}>
          <PartActions url={address} file="why.txt" text={() => [why.explanation, "", ...why.path].join("\n")} />
        </span>
      </div>
      <h3>{detailTexts.path}</h3>
      {why.path.length < 2 ? (
        <p className={styles.quiet}>{detailTexts.pathStart}</p>
      ) : (
        <ol className={styles.path}>
          {why.path.map((url) => (
            <li key={url}>
              <button type="button" className={styles.pathStep} onClick={() => show("addresses", { search: url, selected: url })}>
                {url}
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
