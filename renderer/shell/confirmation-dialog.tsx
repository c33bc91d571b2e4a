import { Button, Modal } from "@mantine/core";
import { texts } from "../texts.ts";
import { useConfirmation } from "./confirmation.ts";
import styles from "./shell.module.css";

/** The question that waits for an answer. Escape and a click beside it mean no. */
export function ConfirmationDialog() {
  const asked = useConfirmation();
  if (asked === null) return null;
  return (
    <Modal opened title={asked.title} onClose={() => asked.answer(false)} centered size="sm" transitionProps={{ duration: 0 }}>
      <p className={styles.dialogText}>{asked.meaning}</p>
      <div className={styles.dialogButtons}>
        <Button onClick={() => asked.answer(false)}>{texts.cancel}</Button>
        <Button variant="filled" data-autofocus onClick={() => asked.answer(true)}>
          {asked.action}
        </Button>
      </div>
    </Modal>
  );
}
