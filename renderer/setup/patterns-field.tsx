import { Button, CloseButton, TextInput } from "@mantine/core";
import { useState } from "react";
import { setupTexts } from "../texts/setup.ts";
import type { EditorOption } from "./editor-options.ts";
import styles from "./options.module.css";
import { PatternTester } from "./pattern-tester.tsx";
import { useFocusAfter } from "./use-focus-after.ts";

interface PatternsFieldProps {
  readonly option: EditorOption;
  readonly patterns: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (patterns: readonly string[]) => void;
}

const words = setupTexts.list;

/** Patterns, one a row, each of which can be tried on addresses. */
export function PatternsField({ option, patterns, disabled, onChange }: PatternsFieldProps) {
  const [tried, setTried] = useState<number | null>(null);
  const { list, focusAfter } = useFocusAfter();
  const change = (index: number, value: string): void => onChange(patterns.with(index, value));
  const add = (pattern: string): void => {
    onChange([...patterns, pattern]);
    focusAfter(`input[data-index="${patterns.length}"]`);
  };
  const remove = (index: number): void => {
    onChange(patterns.toSpliced(index, 1));
    setTried(null);
    focusAfter(`input[data-index="${Math.min(index, patterns.length - 2)}"], [data-add]`);
  };
  return (
    <div ref={list} className={styles.entries}>
      {patterns.map((pattern, index) => (
        <PatternLine
          key={index}
          label={words.entry(option.label, index + 1)}
          pattern={pattern}
          index={index}
          disabled={disabled}
          isTried={tried === index}
          onChange={(value) => change(index, value)}
          onAdd={() => add("")}
          onTry={() => setTried(tried === index ? null : index)}
          onRemove={() => remove(index)}
        />
      ))}
      <div className={styles.entryFoot}>
        <Button data-add="" disabled={disabled} onClick={() => add("")}>
          {words.add}
        </Button>
        {patterns.length === 0 && (
          <Button variant="subtle" aria-expanded={tried === 0} onClick={() => setTried(tried === 0 ? null : 0)}>
            {setupTexts.kinds.title}
          </Button>
        )}
      </div>
      {tried !== null && (
        <PatternTester
          pattern={patterns[tried] ?? ""}
          onUse={(pattern) => (patterns.length === 0 ? add(pattern) : change(tried, pattern))}
          onClose={() => setTried(null)}
        />
      )}
    </div>
  );
}

interface PatternLineProps {
  readonly label: string;
  readonly pattern: string;
  readonly index: number;
  readonly disabled: boolean;
  readonly isTried: boolean;
  readonly onChange: (pattern: string) => void;
  readonly onAdd: () => void;
  readonly onTry: () => void;
  readonly onRemove: () => void;
}

/** One pattern. Enter adds another one. */
function PatternLine({ label, pattern, index, disabled, isTried, onChange, onAdd, onTry, onRemove }: PatternLineProps) {
  return (
    <div className={styles.entry}>
      <TextInput
        className={styles.entryInput}
        classNames={{ input: styles.mono! }}
        data-index={index}
        aria-label={label}
        placeholder={words.placeholder}
        spellCheck={false}
        autoComplete="off"
        disabled={disabled}
        value={pattern}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          onAdd();
        }}
      />
      <Button aria-label={words.tryLabel(pattern)} aria-expanded={isTried} onClick={onTry}>
        {words.try}
      </Button>
      <CloseButton size="sm" aria-label={words.remove(pattern)} disabled={disabled} onClick={onRemove} />
    </div>
  );
}
