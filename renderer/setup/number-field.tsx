import { TextInput } from "@mantine/core";
import { useState } from "react";
import { setupTexts } from "../texts/setup.ts";
import type { EditorOption } from "./editor-options.ts";
import { friendlyValue } from "./friendly-value.ts";
import styles from "./options.module.css";

interface NumberFieldProps {
  readonly option: EditorOption;
  /** A number, or what was typed instead of one. */
  readonly value: unknown;
  readonly isWrong: boolean;
  readonly disabled: boolean;
  readonly onChange: (value: unknown) => void;
}

/** A number with its unit, and the same amount in a larger unit. What is no number is handed on as it is, so that the host can say so. */
export function NumberField({ option, value, isWrong, disabled, onChange }: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  // "1." and "01" are on the way to a number: they stay as typed while they stand for the value.
  const shown = typed !== null && readNumber(typed) === value ? typed : String(value);
  const friendly = typeof value === "number" ? friendlyValue(value, option.unit) : "";
  return (
    <div className={styles.number}>
      <TextInput
        className={styles.numberInput}
        classNames={{ input: styles.digits! }}
        aria-label={option.unit === "" ? option.label : `${option.label}, ${option.unit}`}
        aria-describedby={`option-${option.name}-meaning`}
        aria-invalid={isWrong}
        data-wrong={isWrong || undefined}
        inputMode="decimal"
        autoComplete="off"
        disabled={disabled}
        value={shown}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onChange(readNumber(event.currentTarget.value));
        }}
      />
      <span className={styles.unit}>{option.unit}</span>
      {friendly !== "" && <span className={styles.friendly}>{setupTexts.equals(friendly)}</span>}
    </div>
  );
}

/** The number that a text says, thousands separated or not; the text itself when it says none. */
export function readNumber(text: string): number | string {
  const digits = text.trim().replaceAll(/(?<=\d)[, _](?=\d{3}(?:\D|$))/g, "");
  return /^-?\d+(?:\.\d*)?$/.test(digits) ? Number(digits) : text;
}
