import { TextInput } from "@mantine/core";
import type { About } from "#contract/questions.ts";
import { exportTexts } from "../texts/exports.ts";
import styles from "./exports.module.css";
import { Field } from "./field.tsx";
import type { ExportForm } from "./use-export-form.ts";

interface FileFieldProps {
  readonly about: About;
  readonly file: ExportForm["file"];
}

const words = exportTexts.file;

/** The name of the file and where it goes. Where the system has a dialog for that, the dialog asks for both. */
export function FileField({ about, file }: FileFieldProps) {
  return (
    <Field id="export-file" label={words.label}>
      <TextInput
        aria-labelledby="export-file"
        spellCheck={false}
        autoComplete="off"
        value={file.shown}
        error={file.name === null && words.wrong}
        onChange={(event) => file.type(event.currentTarget.value)}
      />
      <p className={styles.quiet}>{about.hasDialogs ? words.dialog : words.browser(about.exportFolder)}</p>
    </Field>
  );
}
