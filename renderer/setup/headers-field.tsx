import { Button, CloseButton, TextInput } from "@mantine/core";
import { useState } from "react";
import { setupTexts } from "../texts/setup.ts";
import styles from "./options.module.css";
import { useFocusAfter } from "./use-focus-after.ts";

interface HeadersFieldProps {
  readonly headers: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (headers: readonly string[]) => void;
}

const words = setupTexts.headers;

/** Request headers, name and value, one a row. Values may be passwords: they are hidden until they are asked for. */
export function HeadersField({ headers, disabled, onChange }: HeadersFieldProps) {
  const [shows, setShows] = useState(false);
  const { list, focusAfter } = useFocusAfter();
  return (
    <div ref={list} className={styles.entries}>
      {headers.map((header, index) => (
        <HeaderLine
          key={index}
          header={header}
          index={index}
          disabled={disabled}
          shows={shows}
          onChange={(line) => onChange(headers.with(index, line))}
          onRemove={() => {
            onChange(headers.toSpliced(index, 1));
            focusAfter("[data-add]");
          }}
        />
      ))}
      <div className={styles.entryFoot}>
        <Button
          data-add=""
          disabled={disabled}
          onClick={() => {
            onChange([...headers, ": "]);
            focusAfter(`input[data-index="${headers.length}"]`);
          }}
        >
          {words.add}
        </Button>
        {headers.length > 0 && (
          <Button variant="subtle" aria-pressed={shows} onClick={() => setShows(!shows)}>
            {shows ? words.hide : words.show}
          </Button>
        )}
      </div>
    </div>
  );
}

interface HeaderLineProps {
  readonly header: string;
  readonly index: number;
  readonly disabled: boolean;
  readonly shows: boolean;
  readonly onChange: (header: string) => void;
  readonly onRemove: () => void;
}

function HeaderLine({ header, index, disabled, shows, onChange, onRemove }: HeaderLineProps) {
  const { name, value } = partsOf(header);
  return (
    <div className={styles.entry}>
      <TextInput
        className={styles.entryInput}
        data-index={index}
        aria-label={words.name(index + 1)}
        placeholder={words.namePlaceholder}
        spellCheck={false}
        autoComplete="off"
        disabled={disabled}
        value={name}
        onChange={(event) => onChange(`${event.currentTarget.value}: ${value}`)}
      />
      <TextInput
        className={styles.entryInput}
        type={shows ? "text" : "password"}
        aria-label={words.value(index + 1)}
        placeholder={words.valuePlaceholder}
        spellCheck={false}
        autoComplete="new-password"
        disabled={disabled}
        value={value}
        onChange={(event) => onChange(`${name}: ${event.currentTarget.value}`)}
      />
      <CloseButton size="sm" aria-label={words.remove(name)} disabled={disabled} onClick={onRemove} />
    </div>
  );
}

/** Name and value of a header line; what stands behind the colon and one space is the value, as it is. */
export function partsOf(header: string): { readonly name: string; readonly value: string } {
  const colon = header.indexOf(":");
  if (colon === -1) return { name: header, value: "" };
  return { name: header.slice(0, colon), value: header.slice(colon + 1).replace(/^ /, "") };
}
