import { Button } from "@mantine/core";
import { texts } from "../texts.ts";
import { useConfirmation } from "./confirmation.ts";
import { Dialog } from "./dialog.tsx";
import styles from "./shell.module.css";

/** The question that waits for an answer. Escape and a click beside it mean no. */
export function ConfirmationDialog() {
  const asked = useConfirmation();
  if (asked === null) return null;
  return (
    <Dialog title={asked.title} onClose={() => asked.answer(false)} widthPx={400}>
      <p className={styles.dialogText}>{asked.meaning}</p>
      <div className={styles.dialogButtons}>
        <Button onClick={() => asked.answer(false)}>{texts.cancel}</Button>
        <Button variant="filled" data-autofocus onClick={() => asked.answer(true)}>
          {asked.action}
        </Button>
      </div>
    </Dialog>
  );
}
