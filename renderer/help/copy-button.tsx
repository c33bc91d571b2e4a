import { Button, type ButtonProps } from "@mantine/core";
import { useState } from "react";
import { copyText } from "../shell/copy-text.ts";
import { helpTexts } from "../texts/help.ts";
import styles from "./help.module.css";

interface CopyButtonProps extends Pick<ButtonProps, "size" | "variant" | "disabled"> {
  readonly text: string;
  readonly label: string;
  /** Accessible name, where the label alone would not say what is copied. */
  readonly name?: string;
}

/** Copies a text and says beside it whether that worked. */
export function CopyButton({ text, label, name, ...look }: CopyButtonProps) {
  const [said, setSaid] = useState("");
  return (
    <span className={styles.copy}>
      <Button {...look} aria-label={name} onClick={() => setSaid(copyText(text) ? helpTexts.copied : helpTexts.copyFailed)}>
        {label}
      </Button>
      <span role="status" className={styles.quiet}>
        {said}
      </span>
    </span>
  );
}
