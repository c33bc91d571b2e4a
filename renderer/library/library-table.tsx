import type { LibraryEntry } from "#contract/questions.ts";
import { CoverageStrip } from "../crawl/coverage-bar.tsx";
import { crawlStateKey } from "../crawl/state-sentence.ts";
import { formatBytes, formatCount, formatMoment } from "../shell/format.ts";
import { formatRoute } from "../shell/route.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { texts } from "../texts.ts";
import styles from "./library.module.css";

/** The crawl files, newest first. */
export function LibraryTable({ entries, folder }: { readonly entries: readonly LibraryEntry[]; readonly folder: string }) {
  const sorted = [...entries].sort((left, right) => right.changedAtMs - left.changedAtMs);
  const { columns } = texts.library;
  return (
    <section aria-label={texts.library.region}>
      <div className={styles.heading}>
        <h2>{texts.library.title}</h2>
        {folder !== "" && <span className={styles.folder}>{texts.library.folder(folder)}</span>}
      </div>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{columns.site}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col">{columns.coverage}</th>
              <th scope="col" data-number>
                {columns.pages}
              </th>
              <th scope="col" data-number>
                {columns.size}
              </th>
              <th scope="col" data-number>
                {columns.changed}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((entry) => (
              <EntryRow key={entry.crawl} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function EntryRow({ entry }: { readonly entry: LibraryEntry }) {
  const { crawl, name, site, state, pages, coverage, fileBytes, changedAtMs, problem, path } = entry;
  return (
    <tr data-problem={problem !== null || undefined}>
      <td>
        {problem === null ? (
          <a className={styles.open} href={formatRoute({ kind: "crawl", crawl, view: null })} title={path}>
            <span className={styles.site}>{site || name}</span>
            {saysMore(name, site) && <span className={styles.name}>{name}</span>}
          </a>
        ) : (
          <span title={path}>
            <span className={styles.site}>{name}</span>
          </span>
        )}
        {problem !== null && <p className={styles.problem}>{problem}</p>}
      </td>
      <td>
        {problem === null ? (
          <StateSign state={crawlStateKey(state)}>{texts.states[state]}</StateSign>
        ) : (
          <StateSign state="failed">{texts.library.unreadable}</StateSign>
        )}
      </td>
      <td className={styles.coverage}>{coverage !== null && <CoverageStrip coverage={coverage} />}</td>
      <td data-number>{problem === null && formatCount(pages)}</td>
      <td data-number>{formatBytes(fileBytes)}</td>
      <td data-number className={styles.moment}>
        {formatMoment(changedAtMs, Date.now())}
      </td>
    </tr>
  );
}

/** Whether the name of a file says more than its site; a file is named after its site when nobody named it. */
export function saysMore(name: string, site: string): boolean {
  return site !== "" && name !== site.replaceAll(":", "-");
}
