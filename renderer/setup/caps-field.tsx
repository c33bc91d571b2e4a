import { Button, CloseButton, TextInput } from "@mantine/core";
import { useState } from "react";
import { setupTexts } from "../texts/setup.ts";
import { isEqual } from "./given-options.ts";
import { readNumber } from "./number-field.tsx";
import styles from "./options.module.css";
import { PatternTester } from "./pattern-tester.tsx";
import { useFocusAfter } from "./use-focus-after.ts";

type Caps = Readonly<Record<string, unknown>>;
type CapRow = readonly [pattern: string, most: unknown];

interface CapsFieldProps {
  readonly caps: Caps;
  readonly disabled: boolean;
  readonly onChange: (caps: Caps) => void;
}

const words = setupTexts.caps;
const FIRST_MOST = 100;

/** Patterns with the number of pages that each may have, as a table. Two rows of one pattern are told, not merged while typing. */
export function CapsField({ caps, disabled, onChange }: CapsFieldProps) {
  const [typed, setTyped] = useState<readonly CapRow[]>([]);
  const [tried, setTried] = useState<number | null>(null);
  const { list, focusAfter } = useFocusAfter();
  const rows = isEqual(Object.fromEntries(typed), caps) ? typed : Object.entries(caps);
  const twice = rows.find(([pattern], index) => rows.findIndex(([other]) => other === pattern) !== index)?.[0];
  const change = (next: readonly CapRow[]): void => {
    setTyped(next);
    onChange(Object.fromEntries(next));
  };
  return (
    <div ref={list} className={styles.entries}>
      {rows.length > 0 && <CapsHead />}
      {rows.map((row, index) => (
        <CapLine
          key={index}
          row={row}
          index={index}
          disabled={disabled}
          isTried={tried === index}
          onChange={(next) => change(rows.with(index, next))}
          onTry={() => setTried(tried === index ? null : index)}
          onRemove={() => {
            change(rows.toSpliced(index, 1));
            setTried(null);
            focusAfter("[data-add]");
          }}
        />
      ))}
      {twice !== undefined && (
        <p className={styles.problem} role="alert">
          {words.twice(twice)}
        </p>
      )}
      <div className={styles.entryFoot}>
        <Button
          data-add=""
          disabled={disabled}
          onClick={() => {
            change([...rows, ["", FIRST_MOST]]);
            focusAfter(`input[data-index="${rows.length}"]`);
          }}
        >
          {words.add}
        </Button>
      </div>
      {tried !== null && (
        <PatternTester
          pattern={rows[tried]?.[0] ?? ""}
          onUse={(pattern) => change(rows.with(tried, [pattern, rows[tried]?.[1] ?? FIRST_MOST]))}
          onClose={() => setTried(null)}
        />
      )}
    </div>
  );
}

function CapsHead() {
  return (
    <div className={styles.capsHead} aria-hidden="true">
      <span>{words.columns.pattern}</span>
      <span>{words.columns.most}</span>
    </div>
  );
}

interface CapLineProps {
  readonly row: CapRow;
  readonly index: number;
  readonly disabled: boolean;
  readonly isTried: boolean;
  readonly onChange: (row: CapRow) => void;
  readonly onTry: () => void;
  readonly onRemove: () => void;
}

function CapLine({ row: [pattern, most], index, disabled, isTried, onChange, onTry, onRemove }: CapLineProps) {
  const plain = { spellCheck: false, autoComplete: "off", disabled } as const;
  return (
    <div className={styles.entry}>
      <TextInput
        {...plain}
        className={styles.entryInput}
        classNames={{ input: styles.mono! }}
        data-index={index}
        aria-label={words.pattern(index + 1)}
        placeholder={setupTexts.list.placeholder}
        value={pattern}
        onChange={(event) => onChange([event.currentTarget.value, most])}
      />
      <TextInput
        {...plain}
        className={styles.capMost}
        classNames={{ input: styles.digits! }}
        inputMode="numeric"
        aria-label={words.most(index + 1)}
        value={String(most)}
        onChange={(event) => onChange([pattern, readNumber(event.currentTarget.value)])}
      />
      <Button aria-label={setupTexts.list.tryLabel(pattern)} aria-expanded={isTried} onClick={onTry}>
        {setupTexts.list.try}
      </Button>
      <CloseButton size="sm" aria-label={setupTexts.list.remove(pattern)} disabled={disabled} onClick={onRemove} />
    </div>
  );
}
