import { Button, TextInput } from "@mantine/core";
import { useId, useState, type KeyboardEvent } from "react";
import type { Facet, FacetCount, FacetValue, Picks } from "#contract/facets.ts";
import type { SentInputOf } from "#contract/questions.ts";
import type { Cell, ViewName } from "#contract/views.ts";
import type { Questions } from "../connection/connection.ts";
import { resultsTexts } from "../texts/results.ts";
import { FacetGroup } from "./facet-group.tsx";
import { facetLabel, facetMeaning, groupLabel, sectionTree, togglePick, withPicks } from "./facet-words.ts";
import styles from "./facets.module.css";
import { SectionPath } from "./section-path.tsx";
import { useFacets } from "./use-facets.ts";

/** Groups shown before "more" is pressed. */
const SHOWN_FIRST = 8;
/** What one question may ask for, by contract. */
const MOST_GROUPS = 1000;

interface FacetBoxProps {
  readonly view: ViewName;
  readonly facet: Facet;
  readonly site: string;
  readonly counted: FacetCount;
  readonly question: SentInputOf<Questions, "view.facets">;
  readonly tick: number;
  readonly picked: readonly Cell[];
  readonly picks: Picks;
  readonly folded: boolean;
  readonly onFold: () => void;
  readonly onPick: (picks: Picks) => void;
  readonly onClear: () => void;
}

/** One facet: a heading that folds it, and its groups. */
export function FacetBox(props: FacetBoxProps) {
  const { view, facet, site, counted, picked, picks, folded, onFold, onPick, onClear } = props;
  const id = useId();
  const [isLong, setLong] = useState(false);
  const label = facetLabel(facet);
  const all = isLong && counted.more > 0;
  return (
    <section className={styles.facet} aria-labelledby={`${id}-label`}>
      <div className={styles.facetHeader}>
        <button
          type="button"
          id={`${id}-label`}
          className={styles.facetName}
          aria-expanded={!folded}
          aria-controls={`${id}-groups`}
          title={facetMeaning(view, facet)}
          onClick={onFold}
        >
          <span className={styles.turn} data-open={!folded || undefined} aria-hidden="true">
            ›
          </span>
          {label}
        </button>
        {picked.length > 0 && (
          <Button variant="subtle" size="compact-xs" aria-label={resultsTexts.facets.clearOne(label)} onClick={onClear}>
            {resultsTexts.facets.clear}
          </Button>
        )}
      </div>
      {!folded && (
        <div id={`${id}-groups`}>
          {facet.kind === "section" && picked.length === 1 && typeof picked[0] === "string" && (
            <SectionPath section={picked[0]} site={site} onGo={(to) => onPick(withPicks(picks, facet.name, to === null ? [] : [to]))} />
          )}
          {all ? (
            <AllGroups {...props} />
          ) : (
            <Groups
              {...props}
              values={isLong || facet.kind === "range" ? counted.values : firstOf(counted.values, picked)}
              labelOf={(value) => groupLabel(view, facet, value, site)}
            />
          )}
          <MoreButton counted={counted} facet={facet} picked={picked} isLong={isLong} onToggle={() => setLong(!isLong)} />
        </div>
      )}
    </section>
  );
}

interface MoreButtonProps extends Pick<FacetBoxProps, "counted" | "facet" | "picked"> {
  readonly isLong: boolean;
  readonly onToggle: () => void;
}

function MoreButton({ counted, facet, picked, isLong, onToggle }: MoreButtonProps) {
  const hidden = counted.values.length - firstOf(counted.values, picked).length + counted.more;
  if (facet.kind === "range" || hidden === 0) return null;
  return (
    <button type="button" className={styles.more} aria-expanded={isLong} onClick={onToggle}>
      {isLong ? resultsTexts.facets.fewer : resultsTexts.facets.more(hidden)}
    </button>
  );
}

/** The first groups, and every one that is picked. */
function firstOf(values: readonly FacetValue[], picked: readonly Cell[]): readonly FacetValue[] {
  return values.filter((one, position) => position < SHOWN_FIRST || picked.includes(one.value));
}

/** Up to a thousand groups of a facet that has many, with a field to find one. */
function AllGroups(props: FacetBoxProps) {
  const { view, facet, site, question, tick, counted } = props;
  const [search, setSearch] = useState("");
  const { answer } = useFacets({ ...question, names: [facet.name], most: MOST_GROUPS }, tick);
  const groups = answer?.facets[0] ?? counted;
  const labelOf = (value: Cell): string => groupLabel(view, facet, value, site);
  const found = groups.values.filter(({ value }) => labelOf(value).toLowerCase().includes(search.trim().toLowerCase()));
  const name = facetLabel(facet);
  return (
    <>
      <TextInput
        className={styles.find}
        type="search"
        aria-label={resultsTexts.facets.search(name)}
        placeholder={resultsTexts.facets.search(name)}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={styles.long}>
        <Groups {...props} values={found} labelOf={labelOf} />
      </div>
      {found.length === 0 && <p className={styles.quiet}>{resultsTexts.facets.noneFound}</p>}
      {answer !== null && groups.more > 0 && <p className={styles.quiet}>{resultsTexts.facets.leftOut(groups.more)}</p>}
    </>
  );
}

interface GroupsProps extends FacetBoxProps {
  readonly values: readonly FacetValue[];
  readonly labelOf: (value: Cell) => string;
}

/** Groups as one stop of the Tab key: arrows go from one to the next. */
function Groups({ facet, values, picked, picks, onPick, labelOf }: GroupsProps) {
  const [active, setActive] = useState(0);
  const listed = facet.kind === "section" ? sectionTree(values) : values.map((one) => ({ ...one, level: 0 }));
  const largest = Math.max(1, ...values.map((one) => one.count));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    const boxes = [...event.currentTarget.querySelectorAll("input")];
    const next = boxes[boxes.indexOf(document.activeElement as HTMLInputElement) + by];
    event.preventDefault();
    next?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the boxes take the focus, their list moves it
    <ul className={styles.groups} onKeyDown={onKeyDown}>
      {listed.map((one, position) => (
        <FacetGroup
          key={String(one.value)}
          facet={facet}
          group={one}
          level={one.level}
          label={labelOf(one.value)}
          share={facet.kind === "range" ? one.count / largest : null}
          picked={picked.includes(one.value)}
          isStop={position === Math.min(active, listed.length - 1)}
          onFocus={() => setActive(position)}
          onToggle={() => onPick(togglePick(picks, facet, one.value))}
        />
      ))}
    </ul>
  );
}
