import { TextInput } from "@mantine/core";
import type { About } from "#contract/questions.ts";
import { exportTexts } from "../texts/exports.ts";
import styles from "./exports.module.css";
import { Field } from "./field.tsx";
import type { ExportForm } from "./use-export-form.ts";

interface FileFieldProps {
  readonly about: About;
  readonly file: ExportForm["file"];
  /** Whether it becomes several files. */
  readonly isSeveral: boolean;
  /** Leaves the dialog for the setting of the folder. */
  readonly onFolder: () => void;
}

const words = exportTexts.file;

/** The name of the file and where it goes. Where the system has a dialog for that, the dialog asks for both. */
export function FileField({ about, file, isSeveral, onFolder }: FileFieldProps) {
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
      {about.hasDialogs ? (
        <p className={styles.quiet}>{words.dialog}</p>
      ) : (
        <p className={styles.quiet}>
          {(isSeveral ? words.browserSeveral : words.browser)(about.exportFolder)}{" "}
          <button type="button" className={styles.textButton} onClick={onFolder}>
            {words.folder}
          </button>
        </p>
      )}
    </Field>
  );
}
