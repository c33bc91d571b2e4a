import type { CSSProperties } from "react";
import type { Facet, FacetValue } from "#contract/facets.ts";
import { formatCount } from "../shell/format.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { resultsTexts } from "../texts/results.ts";
import { groupMeaning, groupState, lastFolder } from "./facet-words.ts";
import styles from "./facets.module.css";

interface FacetGroupProps {
  readonly facet: Facet;
  readonly group: FacetValue;
  /** How many of the shown folders it is in; 0 for what is no folder. */
  readonly level: number;
  readonly label: string;
  /** Its part of the largest group, 0 to 1, drawn as a bar; null for no bar. */
  readonly share: number | null;
  readonly picked: boolean;
  /** Whether the Tab key stops here. */
  readonly isStop: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
}

/** One group: a box to pick it, what it is called, how many rows it has. */
export function FacetGroup({ facet, group, level, label, share, picked, isStop, onFocus, onToggle }: FacetGroupProps) {
  const state = groupState(facet, group.value);
  const shown = level > 0 ? lastFolder(label) : label;
  const meaning = groupMeaning(facet, group.value);
  return (
    <li>
      <label
        className={styles.group}
        title={meaning === undefined ? label : `${label}: ${meaning}`}
        style={{ "--level": level, "--share": share ?? 0 } as CSSProperties}
        data-bar={share !== null || undefined}
        data-none={group.count === 0 || undefined}
      >
        <input
          type="checkbox"
          checked={picked}
          tabIndex={isStop ? 0 : -1}
          aria-label={resultsTexts.facets.values(label, group.count)}
          onFocus={onFocus}
          onChange={onToggle}
        />
        <span className={styles.groupName}>{state === null ? shown : <StateSign state={state}>{shown}</StateSign>}</span>
        <span className={styles.count}>{formatCount(group.count)}</span>
      </label>
    </li>
  );
}
