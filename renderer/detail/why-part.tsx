import { detailTexts } from "../texts/detail.ts";
import { CopyButton } from "./copy-button.tsx";
import styles from "./detail.module.css";
import type { DetailPartProps } from "./detail-part-props.ts";

/** Why the address is in the crawl or was left out, and the way to it from a start address. */
export function WhyPart({ detail: { why }, show }: DetailPartProps) {
  return (
    <div className={styles.text}>
      <p>{why.explanation}</p>
      <div className={styles.partHead}>
        <h3>{detailTexts.path}</h3>
        {why.path.length > 1 && <CopyButton label={detailTexts.copy} text={() => why.path.join("\n")} />}
      </div>
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
