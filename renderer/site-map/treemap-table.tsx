import { useRef, type KeyboardEvent } from "react";
import type { SectionNode } from "#contract/site-map.ts";
import { formatBytes, formatCount } from "../shell/format.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import { rowsHref, sectionRows } from "./section-rows.ts";
import type { Area } from "./treemap-areas.ts";
import styles from "./treemap.module.css";

const texts = siteMapTexts.treemap;

interface TreemapTableProps {
  readonly crawl: string;
  readonly section: SectionNode;
  readonly areas: readonly Area[];
  readonly fillOf: (area: Area) => string;
  readonly onOpen: (prefix: string) => void;
  /** Null at the top. */
  readonly onUp: (() => void) | null;
}

/** The areas of the treemap as a table: what a screen reader reads, and the keyboard's way through the levels. */
export function TreemapTable({ crawl, section, areas, fillOf, onOpen, onUp }: TreemapTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Backspace" && onUp !== null) onUp();
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") moveFocus(body.current, event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  };
  return (
    // The keys work on the buttons inside.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.side} onKeyDown={onKeyDown}>
      <p className={styles.hint}>
        <button type="button" className={styles.up} disabled={onUp === null} title={texts.upHint} onClick={() => onUp?.()}>
          ↑ {texts.up}
        </button>
        {texts.tableHint}
      </p>
      <div className={styles.scroller}>
        <table className={styles.table}>
          <caption className="visually-hidden">{texts.table}</caption>
          <thead>
            <tr>
              <th scope="col">{texts.name}</th>
              <th scope="col">{texts.sizes.pages}</th>
              <th scope="col">{texts.sizes.bytes}</th>
              <th scope="col">{texts.sizes.problems}</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {areas.map((area) => (
              <tr key={`${area.prefix} ${area.isRest}`}>
                <th scope="row">
                  <span className={styles.swatch} style={{ background: fillOf(area) }} />
                  <AreaName crawl={crawl} area={area} onOpen={onOpen} />
                </th>
                <td>
                  <a href={rowsHref(crawl, area.isRest ? pagesHere(section.prefix) : sectionRows(area.prefix, "pages"))}>
                    {formatCount(area.pages)}
                  </a>
                </td>
                <td>{formatBytes(area.bytes)}</td>
                <td>
                  {area.problems > 0 && !area.isRest ? (
                    <a href={rowsHref(crawl, sectionRows(area.prefix, "problems"))}>{formatCount(area.problems)}</a>
                  ) : (
                    formatCount(area.problems)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function AreaName({ crawl, area, onOpen }: { readonly crawl: string; readonly area: Area; readonly onOpen: (prefix: string) => void }) {
  if (area.isRest)
    return (
      <a className={styles.open} data-step href={rowsHref(crawl, pagesHere(area.prefix))}>
        {area.name}
      </a>
    );
  return (
    <button type="button" className={styles.open} data-step title={area.prefix} onClick={() => onOpen(area.prefix)}>
      {area.name}
    </button>
  );
}

function pagesHere(prefix: string) {
  return { view: "pages", asked: { filter: { op: "and", of: [{ column: "section", test: "is", value: prefix }] } } } as const;
}

function moveFocus(body: HTMLElement | null, by: number): void {
  const steps = [...(body?.querySelectorAll<HTMLElement>("[data-step]") ?? [])];
  const row = document.activeElement?.closest("tr");
  const at = steps.findIndex((step) => step.closest("tr") === row);
  steps[Math.max(0, Math.min(steps.length - 1, at + by))]?.focus();
}
