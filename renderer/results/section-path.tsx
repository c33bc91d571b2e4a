import { resultsTexts } from "../texts/results.ts";
import { foldersTo, lastFolder, sectionLabel } from "./facet-words.ts";
import styles from "./facets.module.css";

interface SectionPathProps {
  readonly section: string;
  readonly site: string;
  /** Null: the whole site. */
  readonly onGo: (section: string | null) => void;
}

/** Where the picked section is: each folder above it leads back to it. */
export function SectionPath({ section, site, onGo }: SectionPathProps) {
  const folders = foldersTo(section);
  return (
    <nav className={styles.path} aria-label={resultsTexts.facets.path}>
      <button type="button" onClick={() => onGo(null)}>
        {resultsTexts.facets.wholeSite}
      </button>
      {folders.map((folder, position) => (
        <span key={folder}>
          <span aria-hidden="true"> › </span>
          {position === folders.length - 1 ? (
            <strong aria-current="location">{nameOf(folder, site, position)}</strong>
          ) : (
            <button type="button" onClick={() => onGo(folder)}>
              {nameOf(folder, site, position)}
            </button>
          )}
        </span>
      ))}
    </nav>
  );
}

function nameOf(folder: string, site: string, position: number): string {
  return position === 0 ? sectionLabel(folder, site) : lastFolder(folder);
}
