import { Button } from "@mantine/core";
import { useRef } from "react";
import { useQuestion } from "../connection/use-question.ts";
import { HelpMenu } from "../help/help-menu.tsx";
import { AddressForm } from "../setup/address-form.tsx";
import { formatRoute } from "../shell/route.ts";
import { runCommand } from "../shell/run-command.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { useCommands } from "../shell/use-commands.ts";
import { texts } from "../texts.ts";
import { libraryTexts } from "../texts/library.ts";
import { DeletedButton } from "./deleted-button.tsx";
import { LibraryTable } from "./library-table.tsx";
import { LibraryToolbar } from "./library-toolbar.tsx";
import styles from "./library.module.css";
import { RenameDialog } from "./rename-dialog.tsx";
import { useChosen } from "./use-chosen.ts";
import { useCurrentRow } from "./use-current-row.ts";
import { useLibrary, type Library } from "./use-library.ts";
import { useLibraryActions } from "./use-library-actions.ts";

/** The first screen: an address field, and the crawls there are. */
export function LibraryScreen() {
  const library = useLibrary();
  const { entries, error, again } = library;
  return (
    <main className={styles.screen}>
      <div className={styles.page}>
        <header className={styles.top}>
          <div className={styles.brand}>
            <h1 className={styles.product}>{texts.product}</h1>
            <a className={styles.settingsLink} href={formatRoute({ kind: "settings" })}>
              {libraryTexts.settings}
            </a>
            <HelpMenu />
          </div>
          <AddressForm />
        </header>
        {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: again }]} />}
        {entries === null && error === null && (
          <p className={styles.quiet} role="status">
            {libraryTexts.loading}
          </p>
        )}
        {entries?.length === 0 && <EmptyLibrary />}
        {entries !== null && entries.length > 0 && <CrawlList library={library} />}
      </div>
    </main>
  );
}

/** The crawls, with what can be done to them. */
function CrawlList({ library }: { readonly library: Library }) {
  const { shown } = library;
  const about = useQuestion("app.about", {});
  const chosen = useChosen(shown);
  const current = useCurrentRow(shown[0]?.crawl ?? null);
  const actions = useLibraryActions(current.go);
  const { renaming } = actions;
  const searchRef = useRef<HTMLInputElement>(null);
  useCommands({ find: { run: () => searchRef.current?.focus() } });
  const focusRows = (): void => {
    const row = shown.find(({ crawl }) => crawl === current.crawl) ?? shown[0];
    if (row !== undefined) current.go(row.crawl);
  };
  return (
    <section aria-label={libraryTexts.region}>
      <LibraryToolbar
        library={library}
        chosen={chosen}
        actions={actions}
        searchRef={searchRef}
        folder={about.value?.libraryFolder ?? ""}
        focusRows={focusRows}
      />
      {shown.length > 0 ? (
        <LibraryTable library={library} chosen={chosen} actions={actions} current={current} />
      ) : (
        <p className={styles.noMatch}>
          {libraryTexts.noMatch(library.search)} <Button onClick={() => library.setSearch("")}>{libraryTexts.clearSearch}</Button>
        </p>
      )}
      {renaming !== null && (
        <RenameDialog
          key={renaming.crawl}
          file={renaming}
          onClose={() => {
            actions.rename(null);
            current.go(renaming.crawl);
          }}
          onRenamed={current.go}
        />
      )}
    </section>
  );
}

function EmptyLibrary() {
  return (
    <div className={styles.empty}>
      <p>{libraryTexts.empty}</p>
      <p className={styles.quiet}>{libraryTexts.emptyMore}</p>
      <p className={styles.emptyButtons}>
        <Button onClick={() => runCommand("open")}>{libraryTexts.openFile}</Button>
        <DeletedButton />
      </p>
    </div>
  );
}
