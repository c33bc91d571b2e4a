import type { ReactNode } from "react";
import { formatRoute } from "../shell/route.ts";
import { remembered } from "../shell/remembered.ts";
import { siteMapTexts as texts } from "../texts/site-map.ts";
import { sectionName, sectionPath } from "./section-path.ts";
import styles from "./site-map.module.css";
import type { LookedAt } from "./use-looked-at.ts";
import { rowHref } from "./outline-target.ts";

/** The three faces of the site map, in the order shown. */
export const FACES = ["outline", "treemap", "graph"] as const;
export type Face = (typeof FACES)[number];

interface MapToolbarProps {
  readonly crawl: string;
  readonly face: Face;
  readonly looked: LookedAt;
  /** What one face has beside. */
  readonly children?: ReactNode;
}

/** What the faces of the site map share: the switch between them, which keeps the section, and the way to that section. */
export function MapToolbar({ crawl, face, looked, children }: MapToolbarProps) {
  return (
    <div className={styles.toolbar}>
      <nav className={styles.faces} aria-label={texts.facesLabel}>
        {FACES.map((name) => (
          <a
            key={name}
            href={formatRoute({ kind: "crawl", crawl, view: name, asked: { selected: looked.prefix } })}
            className={styles.face}
            aria-current={name === face ? "page" : undefined}
            onClick={() => remembered.keepShownView(crawl, name)}
          >
            {texts.faces[name]}
          </a>
        ))}
      </nav>
      <SectionCrumbs prefix={looked.prefix} onLook={looked.reveal} />
      <a className={styles.rows} href={rowHref(crawl, looked.prefix)} title={texts.showRowsHint(looked.prefix)}>
        {texts.showRows}
      </a>
      {children}
    </div>
  );
}

/** The way from the top to a section; each part of it leads there. */
function SectionCrumbs({ prefix, onLook }: { readonly prefix: string; readonly onLook: (prefix: string) => void }) {
  const path = sectionPath(prefix);
  return (
    <nav className={styles.crumbs} aria-label={texts.sectionPath}>
      {path.map((part, nth) => {
        const name = part === "" ? texts.allHosts : sectionName(part);
        return (
          <span key={part} className={styles.crumb}>
            {nth > 0 && (
              <span className={styles.between} aria-hidden="true">
                ›
              </span>
            )}
            {nth === path.length - 1 ? (
              <span className={styles.here} aria-current="location" title={part}>
                {name}
              </span>
            ) : (
              <button type="button" className={styles.above} title={texts.openSection(part)} onClick={() => onLook(part)}>
                {name}
              </button>
            )}
          </span>
        );
      })}
    </nav>
  );
}
