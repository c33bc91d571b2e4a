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
  const plain = { spellCheck: false, autoComplete: "off", disabled } as const;
  const change = (index: number, name: string, value: string): void => onChange(headers.with(index, `${name}: ${value}`));
  return (
    <div ref={list} className={styles.entries}>
      {headers.map((header, index) => {
        const { name, value } = partsOf(header);
        return (
          <div key={index} className={styles.entry}>
            <TextInput
              {...plain}
              className={styles.entryInput}
              data-index={index}
              aria-label={words.name(index + 1)}
              placeholder={words.namePlaceholder}
              value={name}
              onChange={(event) => change(index, event.currentTarget.value, value)}
            />
            <TextInput
              {...plain}
              className={styles.entryInput}
              type={shows ? "text" : "password"}
              autoComplete="new-password"
              aria-label={words.value(index + 1)}
              placeholder={words.valuePlaceholder}
              value={value}
              onChange={(event) => change(index, name, event.currentTarget.value)}
            />
            <CloseButton
              size="sm"
              aria-label={words.remove(name)}
              disabled={disabled}
              onClick={() => {
                onChange(headers.toSpliced(index, 1));
                focusAfter("[data-add]");
              }}
            />
          </div>
        );
      })}
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

/** Name and value of a header line; what stands behind the colon and one space is the value, as it is. */
export function partsOf(header: string): { readonly name: string; readonly value: string } {
  const colon = header.indexOf(":");
  if (colon === -1) return { name: header, value: "" };
  return { name: header.slice(0, colon), value: header.slice(colon + 1).replace(/^ /, "") };
}
