import { useId, useRef, useState, type KeyboardEvent } from "react";
import { useQuestion } from "../connection/use-question.ts";
import type { AvailableCommand } from "../shell/command-centre.ts";
import { Dialog } from "../shell/dialog.tsx";
import { remembered } from "../shell/remembered.ts";
import { helpTexts } from "../texts/help.ts";
import styles from "./palette.module.css";
import { paletteItems } from "./palette-items.ts";
import { findItems, withRecent, type PaletteItem } from "./palette-search.ts";

const words = helpTexts.palette;
const ROWS_PER_PAGE = 8;

interface PaletteProps {
  /** What could be done on the shown screen when the palette was opened. */
  readonly commands: readonly AvailableCommand[];
  readonly onClose: () => void;
}

/** Finds a command, a view, a crawl or a setting by what is typed, and does it. The list follows the combobox pattern of WAI-ARIA. */
export function Palette({ commands, onClose }: PaletteProps) {
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { query, ask, found, isRecent, choose } = usePalette({ commands, onClose });
  const [place, setPlace] = useState(0);
  const current = Math.min(place, found.length - 1);

  const onKeyDown = (event: KeyboardEvent): void => {
    const next = placeAfterKey(event, current, found.length);
    if (event.key === "Enter") choose(found[current]);
    else if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) onClose();
    else if (next === null) return;
    else {
      setPlace(next);
      list.current?.children[next]?.scrollIntoView({ block: "nearest" });
    }
    event.preventDefault();
  };
  return (
    <Dialog title={words.title} onClose={onClose} isBare classNames={{ body: styles.body ?? "" }}>
      <input
        data-autofocus
        className={styles.input}
        role="combobox"
        aria-label={words.title}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={current < 0 ? undefined : `${listId}-${current}`}
        aria-autocomplete="list"
        placeholder={words.placeholder}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          ask(event.currentTarget.value);
          setPlace(0);
          list.current?.scrollTo(0, 0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={listId} role="listbox" aria-label={words.found} className={styles.list}>
        {found.map((item, position) => (
          <PaletteRow
            key={item.id}
            id={`${listId}-${position}`}
            item={item}
            isCurrent={position === current}
            isRecent={isRecent(item)}
            onChoose={() => choose(item)}
          />
        ))}
      </div>
      <p className={styles.foot} role="status">
        {found.length === 0 ? words.nothing(query.trim()) : words.count(found.length)}
      </p>
    </Dialog>
  );
}

/** What is asked and found, and how it is done. */
function usePalette({ commands, onClose }: PaletteProps) {
  const [opener] = useState(() => document.activeElement);
  const [recent] = useState(() => remembered.recentCommands());
  const [query, ask] = useState("");
  const crawls = useQuestion("library.list", {}).value ?? [];
  const found = findItems(paletteItems(commands, crawls), query, recent);
  const choose = (item: PaletteItem | undefined): void => {
    if (item === undefined || item.refused !== null) return;
    remembered.keepRecentCommands(withRecent(recent, item.id));
    onClose();
    // What runs may move the focus on from where it was.
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    item.run();
  };
  return { query, ask, found, isRecent: ({ id }: PaletteItem) => query === "" && recent.includes(id), choose };
}

interface PaletteRowProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isCurrent: boolean;
  readonly isRecent: boolean;
  readonly onChoose: () => void;
}

function PaletteRow({ id, item, isCurrent, isRecent, onChoose }: PaletteRowProps) {
  const { title, group, hint, refused } = item;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keyboard is in the field
    <div id={id} role="option" aria-selected={isCurrent} aria-disabled={refused !== null} className={styles.row} onClick={onChoose}>
      <span className={styles.title}>{title}</span>
      <span className={styles.group}>{refused ?? (isRecent ? words.recent(group) : group)}</span>
      {hint !== "" && <kbd className={styles.hint}>{hint}</kbd>}
    </div>
  );
}

/** The row that a key goes to, around the ends; null when the key moves nothing. */
function placeAfterKey({ key }: KeyboardEvent, place: number, rows: number): number | null {
  if (rows === 0) return null;
  switch (key) {
    case "ArrowDown":
      return (place + 1) % rows;
    case "ArrowUp":
      return (place - 1 + rows) % rows;
    case "PageDown":
      return Math.min(rows - 1, place + ROWS_PER_PAGE);
    case "PageUp":
      return Math.max(0, place - ROWS_PER_PAGE);
    default:
      return null;
  }
}
