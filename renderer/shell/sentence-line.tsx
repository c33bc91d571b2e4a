import { Button, CloseButton } from "@mantine/core";
import { texts } from "../texts.ts";
import styles from "./shell.module.css";

interface SentenceLineProps {
  readonly level: "info" | "warning" | "error";
  readonly message: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly onDismiss?: (() => void) | undefined;
}

const SIGNS = { info: "i", warning: "!", error: "✕" } as const;

/** One sentence that the person should read, with a way out when there is one. */
export function SentenceLine({ level, message, action, onDismiss }: SentenceLineProps) {
  return (
    <div className={styles.sentence} data-level={level} role={level === "error" ? "alert" : "status"}>
      <span className={styles.sentenceSign} aria-hidden="true">
        {SIGNS[level]}
      </span>
      <span className={styles.sentenceText}>{message}</span>
      {action !== undefined && <Button onClick={action.run}>{action.label}</Button>}
      {onDismiss !== undefined && <CloseButton size="sm" aria-label={texts.dismiss} onClick={onDismiss} />}
    </div>
  );
}
