import { Button, Textarea, TextInput } from "@mantine/core";
import { useState, type ClipboardEvent, type DragEvent } from "react";
import { formatBytes } from "../shell/format.ts";
import { setupTexts } from "../texts/setup.ts";
import { AddressNote } from "./address-note.tsx";
import { addressesInText } from "./addresses-in-text.ts";
import { isList } from "./draft.ts";
import { FileButton } from "./file-button.tsx";
import { modeOf } from "./given-options.ts";
import { droppedFile, readTextFile } from "./read-text-file.ts";
import styles from "./setup.module.css";
import type { DraftAccess } from "./use-draft.ts";
import { useReadAddresses } from "./use-read-addresses.ts";

/** A longer text is not put into a text field, which would be slow to type in. */
const LONGEST_TYPED = 300_000;

interface AddressInputProps {
  readonly access: DraftAccess;
  readonly problem: string | null;
  readonly onProblem: (problem: string | null) => void;
}

/** The address of a crawl, or a list of them: typed, pasted, or dropped as a file. */
export function AddressInput({ access, problem, onProblem }: AddressInputProps) {
  const { draft, given, type, setMode } = access;
  const [over, setOver] = useState(false);
  const mode = modeOf(given);
  const showsList = mode === "list" || isList(draft.text);
  const change = (text: string): void => {
    type(text);
    onProblem(null);
  };
  const takeList = (list: string): void => {
    if (!showsList && mode !== "sitemap") setMode("list");
    change(list);
  };
  const takeFile = (file: File): void => {
    readTextFile(file).then(
      (text) => (text.trim() === "" ? onProblem(setupTexts.fileNoAddresses(file.name)) : takeList(text)),
      (thrown: Error) => onProblem(thrown.message),
    );
  };
  const dropping = {
    "data-over": over || undefined,
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const file = droppedFile(event.dataTransfer);
      if (file === null) return;
      event.preventDefault();
      event.stopPropagation();
      takeFile(file);
    },
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const list = addressesInText(event.clipboardData.getData("text"));
    if (list === null) return;
    event.preventDefault();
    takeList(draft.text.trim() === "" ? list : `${draft.text.trim()}\n${list}`);
  };
  return (
    <div className={styles.addressInput} {...dropping}>
      {!showsList ? (
        <OneAddress value={draft.text} problem={problem} onChange={change} onPaste={paste} />
      ) : (
        <ManyAddresses value={draft.text} problem={problem} onChange={change} onFile={takeFile} />
      )}
    </div>
  );
}

interface FieldProps {
  readonly value: string;
  readonly problem: string | null;
  readonly onChange: (text: string) => void;
}

const PLAIN = { autoComplete: "off", autoCapitalize: "none", spellCheck: false } as const;

function OneAddress({
  value,
  problem,
  onChange,
  onPaste,
}: FieldProps & { readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void }) {
  return (
    <TextInput
      {...PLAIN}
      className={styles.field}
      size="md"
      label={setupTexts.address}
      inputMode="url"
      autoFocus
      placeholder={setupTexts.placeholder}
      value={value}
      error={problem}
      onChange={(event) => onChange(event.currentTarget.value)}
      onPaste={onPaste}
    />
  );
}

function ManyAddresses({ value, problem, onChange, onFile }: FieldProps & { readonly onFile: (file: File) => void }) {
  const read = useReadAddresses(value);
  return (
    <>
      {value.length > LONGEST_TYPED ? (
        <div className={styles.longList}>
          <span>{formatBytes(value.length)}</span>
          <Button onClick={() => onChange("")}>{setupTexts.clearList}</Button>
        </div>
      ) : (
        <Textarea
          {...PLAIN}
          label={setupTexts.addresses}
          rows={6}
          autoFocus
          placeholder={setupTexts.listPlaceholder}
          value={value}
          error={problem}
          classNames={{ input: styles.addressList! }}
          onFocus={(event) => event.currentTarget.setSelectionRange(value.length, value.length)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      <div className={styles.listFoot}>
        <AddressNote read={read} />
        <FileButton label={setupTexts.chooseFile} accept=".txt,.csv,.tsv,.list,text/plain,text/csv" onFile={onFile} />
      </div>
    </>
  );
}
