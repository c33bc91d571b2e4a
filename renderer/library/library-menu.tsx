import { Menu } from "@mantine/core";
import type { LibraryEntry } from "#contract/questions.ts";
import { isActive } from "../crawl/state-sentence.ts";
import { PointMenu } from "../results/point-menu.tsx";
import { goTo } from "../shell/route.ts";
import { libraryTexts } from "../texts/library.ts";
import styles from "./library.module.css";
import type { LibraryActions } from "./use-library-actions.ts";

/** The menu of a row that is open, and where. */
export interface OpenMenu {
  readonly entry: LibraryEntry;
  readonly xPx: number;
  readonly yPx: number;
}

interface LibraryMenuProps {
  readonly menu: OpenMenu;
  readonly actions: LibraryActions;
  readonly onClose: () => void;
}

/** What can be done with one crawl of the list. A file that cannot be read offers only what helps. */
export function LibraryMenu({ menu: { entry, xPx, yPx }, actions, onClose }: LibraryMenuProps) {
  const { crawl, name, site, problem, problemCode } = entry;
  const isMissing = problemCode === "not-found";
  return (
    <PointMenu label={libraryTexts.menu(site || name)} xPx={xPx} yPx={yPx} onClose={onClose}>
      {problem !== null && <Menu.Label className={styles.reason}>{problem}</Menu.Label>}
      {problem === null && (
        <>
          <Menu.Item onClick={() => goTo({ kind: "crawl", crawl, view: null })}>{libraryTexts.open}</Menu.Item>
          <Menu.Item
            disabled={isActive(entry.state)}
            title={isActive(entry.state) ? libraryTexts.renameRuns : undefined}
            onClick={() => actions.rename(entry)}
          >
            {libraryTexts.rename}
          </Menu.Item>
          <Menu.Item onClick={() => actions.duplicate(entry)}>{libraryTexts.duplicate}</Menu.Item>
          <Menu.Item onClick={() => goTo({ kind: "new", from: crawl })}>{libraryTexts.newFrom}</Menu.Item>
          <Menu.Divider />
        </>
      )}
      {!isMissing && <Menu.Item onClick={() => actions.showInFolder(entry)}>{libraryTexts.showInFolder}</Menu.Item>}
      <Menu.Item onClick={() => actions.copyPath(entry)}>{libraryTexts.copyPath}</Menu.Item>
      <Menu.Divider />
      {isMissing ? (
        <Menu.Item onClick={() => actions.removeFromList(entry)}>{libraryTexts.removeFromList}</Menu.Item>
      ) : (
        <Menu.Item className={styles.dangerous} onClick={() => actions.delete([entry])}>
          {libraryTexts.delete}
        </Menu.Item>
      )}
    </PointMenu>
  );
}
