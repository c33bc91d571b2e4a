import { Button } from "@mantine/core";
import type { DeletedCrawl } from "#contract/questions.ts";
import { Dialog } from "../shell/dialog.tsx";
import { formatTimestamp } from "../shell/format.ts";
import { libraryTexts } from "../texts/library.ts";
import styles from "./library.module.css";
import { useCrawlFiles } from "./use-crawl-files.ts";

interface DeletedDialogProps {
  readonly deleted: readonly DeletedCrawl[];
  readonly onClose: () => void;
}

/** The crawls that were deleted, until when each is kept, and the way back. */
export function DeletedDialog({ deleted, onClose }: DeletedDialogProps) {
  const files = useCrawlFiles();
  return (
    <Dialog title={libraryTexts.deletedTitle} onClose={onClose} widthPx={640}>
      {deleted.length === 0 && <p className={styles.quiet}>{libraryTexts.deletedNone}</p>}
      <ul className={styles.deleted}>
        {deleted.map(({ undo, name, deletedAtMs, keptUntilMs }) => (
          <li key={undo}>
            <span className={styles.deletedName} title={undo}>
              {name}
            </span>
            <span className={styles.quiet}>{libraryTexts.deletedWhen(formatTimestamp(deletedAtMs), formatTimestamp(keptUntilMs))}</span>
            <Button aria-label={libraryTexts.bringBackLabel(name)} onClick={() => void files.restore([undo])}>
              {libraryTexts.bringBack}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
