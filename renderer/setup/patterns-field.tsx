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
        // Rows have no identity beyond their place.
        <div key={index} className={styles.entry}>
          <TextInput
            className={styles.entryInput}
            classNames={{ input: styles.mono! }}
            data-index={index}
            aria-label={words.entry(option.label, index + 1)}
            placeholder={words.placeholder}
            spellCheck={false}
            autoComplete="off"
            disabled={disabled}
            value={pattern}
            onChange={(event) => change(index, event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add("");
            }}
          />
          <Button
            aria-label={words.tryLabel(pattern)}
            aria-expanded={tried === index}
            onClick={() => setTried(tried === index ? null : index)}
          >
            {words.try}
          </Button>
          <CloseButton size="sm" aria-label={words.remove(pattern)} disabled={disabled} onClick={() => remove(index)} />
        </div>
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
