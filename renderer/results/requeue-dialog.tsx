import { Button } from "@mantine/core";
import { useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { Dialog } from "../shell/dialog.tsx";
import { resultsTexts } from "../texts/results.ts";
import styles from "./results.module.css";
import { selectedCount, type RowSelection } from "./row-selection.ts";
import { onlySelected } from "./use-row-selection.ts";
import type { RowQuestion } from "./use-row-source.ts";

interface RequeueDialogProps {
  readonly question: RowQuestion;
  readonly selection: RowSelection;
  /** Rows that the view shows. */
  readonly rows: number;
  /** Whether the crawl runs, so that the addresses are asked for without further ado. */
  readonly isRunning: boolean;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

/** Asks whether rows are to be crawled again, and says what became of it. */
export function RequeueDialog({ question, selection, rows, isRunning, onDone, onClose }: RequeueDialogProps) {
  const connection = useConnection();
  const [underWay, setUnderWay] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const words = resultsTexts.requeue;
  const run = async (): Promise<void> => {
    setUnderWay(true);
    setProblem(null);
    const { crawl, view, search, filter } = question;
    try {
      const asked = { crawl, view, search, ...onlySelected(selection), ...(filter === undefined ? {} : { filter }) };
      const { requeued, leftOut } = await connection.call("crawl.requeue", asked);
      onDone(words.done(requeued, leftOut));
    } catch (thrown) {
      setProblem(toOrbweaverError(thrown).message);
      setUnderWay(false);
    }
  };
  return (
    <Dialog title={words.title} onClose={onClose} widthPx={440}>
      <p>{words.ask(selectedCount(selection, rows))}</p>
      {!isRunning && <p className={styles.dialogText}>{words.rests}</p>}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.dialogButtons}>
        <Button onClick={onClose}>{words.cancel}</Button>
        <Button data-autofocus variant="filled" disabled={underWay} onClick={() => void run()}>
          {words.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
