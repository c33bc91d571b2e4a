import { Button, CloseButton } from "@mantine/core";
import { texts } from "../texts.ts";
import styles from "./shell.module.css";

interface SentenceLineProps {
  readonly level: "info" | "warning" | "error";
  readonly message: string;
  /** The ways out, as buttons. */
  readonly actions?: readonly { readonly label: string; readonly run: () => void }[];
  readonly onDismiss?: (() => void) | undefined;
}

const SIGNS = { info: "i", warning: "!", error: "✕" } as const;

/** One sentence that the person should read, with a way out when there is one. */
export function SentenceLine({ level, message, actions = [], onDismiss }: SentenceLineProps) {
  return (
    <div className={styles.sentence} data-level={level} role={level === "error" ? "alert" : "status"}>
      <span className={styles.sentenceSign} aria-hidden="true">
        {SIGNS[level]}
      </span>
      <span className={styles.sentenceText}>{message}</span>
      {actions.map(({ label, run }) => (
        <Button key={label} onClick={run}>
          {label}
        </Button>
      ))}
      {onDismiss !== undefined && <CloseButton size="sm" aria-label={texts.dismiss} onClick={onDismiss} />}
    </div>
  );
}
