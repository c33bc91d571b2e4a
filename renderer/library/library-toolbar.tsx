import { Button, TextInput } from "@mantine/core";
import type { RefObject } from "react";
import { isActive } from "../crawl/state-sentence.ts";
import { keyHint } from "../shell/commands.ts";
import { runCommand } from "../shell/run-command.ts";
import { libraryTexts } from "../texts/library.ts";
import styles from "./library.module.css";
import { DeletedButton } from "./deleted-button.tsx";
import type { Chosen } from "./use-chosen.ts";
import type { Library } from "./use-library.ts";
import type { LibraryActions } from "./use-library-actions.ts";

interface LibraryToolbarProps {
  readonly library: Library;
  readonly chosen: Chosen;
  readonly actions: LibraryActions;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly folder: string;
  readonly focusRows: () => void;
}

/** Above the crawls: how many there are, what is selected and what can be done with it, the search. */
export function LibraryToolbar({ library, chosen, actions, searchRef, folder, focusRows }: LibraryToolbarProps) {
  const { entries, shown, search, setSearch } = library;
  return (
    <div className={styles.toolbar}>
      <h2 className={styles.title}>{libraryTexts.title}</h2>
      {chosen.entries.length === 0 ? (
        <span className={styles.quiet} role="status" title={folder === "" ? undefined : libraryTexts.folder(folder)}>
          {libraryTexts.count(shown.length, entries?.length ?? 0)}
        </span>
      ) : (
        <ChosenBar chosen={chosen} actions={actions} />
      )}
      <span className={styles.space} />
      <DeletedButton />
      <Button onClick={() => runCommand("open")} title={libraryTexts.openFile + keyHint("open")}>
        {libraryTexts.openFile}
      </Button>
      <TextInput
        ref={searchRef}
        type="search"
        className={styles.search}
        aria-label={libraryTexts.search}
        placeholder={libraryTexts.searchPlaceholder + keyHint("find")}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" && event.key !== "ArrowDown") return;
          event.preventDefault();
          if (event.key === "Escape") setSearch("");
          focusRows();
        }}
      />
    </div>
  );
}

function ChosenBar({ chosen, actions }: Pick<LibraryToolbarProps, "chosen" | "actions">) {
  const readable = chosen.entries.filter(({ problem }) => problem === null);
  const running = readable.filter(({ state }) => state === "running");
  const resting = readable.filter(
    ({ state, coverage }) => !isActive(state) && state !== "finished" && coverage !== null && coverage.waiting + coverage.leased > 0,
  );
  return (
    <div className={styles.chosen} role="group" aria-label={libraryTexts.selected(chosen.entries.length)}>
      <span role="status">{libraryTexts.selected(chosen.entries.length)}</span>
      {running.length > 0 && <Button onClick={() => actions.runAll("pause", running)}>{libraryTexts.pauseSelected}</Button>}
      {resting.length > 0 && <Button onClick={() => actions.runAll("start", resting)}>{libraryTexts.resumeSelected}</Button>}
      <Button
        onClick={() => {
          actions.delete(chosen.entries);
          chosen.none();
        }}
      >
        {libraryTexts.deleteSelected}
      </Button>
      <Button variant="subtle" onClick={chosen.none}>
        {libraryTexts.clearSelection}
      </Button>
    </div>
  );
}
