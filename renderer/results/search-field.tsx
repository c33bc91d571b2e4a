import { CloseButton, TextInput } from "@mantine/core";
import type { RefObject } from "react";
import type { ViewName } from "#contract/views.ts";
import { texts } from "../texts.ts";
import styles from "./results.module.css";

interface SearchFieldProps {
  readonly view: ViewName;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Called when the person is done and wants to go to the rows. */
  readonly onDone: () => void;
  readonly inputRef: RefObject<HTMLInputElement | null>;
}

/** Quick search in the addresses and titles of a view. Escape clears it, Enter and the down arrow go to the rows. */
export function SearchField({ view, value, onChange, onDone, inputRef }: SearchFieldProps) {
  return (
    <TextInput
      ref={inputRef}
      className={styles.search}
      type="search"
      aria-label={texts.results.search}
      placeholder={texts.results.searchPlaceholder(texts.views[view])}
      value={value}
      spellCheck={false}
      autoComplete="off"
      maxLength={1000}
      rightSection={
        value === "" ? <kbd>/</kbd> : <CloseButton size="xs" aria-label={texts.results.clearSearch} onClick={() => onChange("")} />
      }
      onChange={(event) => onChange(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape") onChange("");
        if (event.key !== "Escape" && event.key !== "Enter" && event.key !== "ArrowDown") return;
        event.preventDefault();
        onDone();
      }}
    />
  );
}
