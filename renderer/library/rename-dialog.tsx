import { Button, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { Dialog } from "../shell/dialog.tsx";
import shell from "../shell/shell.module.css";
import { libraryTexts } from "../texts/library.ts";
import type { CrawlFile } from "./crawl-files.ts";
import { useCrawlFiles } from "./use-crawl-files.ts";

interface RenameDialogProps {
  readonly file: CrawlFile;
  readonly onClose: () => void;
  /** Called with the new id of the crawl. */
  readonly onRenamed: (crawl: string) => void;
}

/** Asks for another name of a crawl file. */
export function RenameDialog({ file, onClose, onRenamed }: RenameDialogProps) {
  const files = useCrawlFiles();
  const [name, setName] = useState(file.name);
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSaving(true);
    files
      .rename(file, name)
      .then(
        (crawl) => {
          onClose();
          onRenamed(crawl);
        },
        (thrown: unknown) => setProblem(toOrbweaverError(thrown).message),
      )
      .finally(() => setSaving(false));
  };
  return (
    <Dialog title={libraryTexts.renameTitle(file.name)} onClose={onClose} widthPx={400}>
      <form onSubmit={submit}>
        <TextInput
          data-autofocus
          label={libraryTexts.renameLabel}
          description={libraryTexts.renameHint}
          value={name}
          error={problem}
          autoComplete="off"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <div className={`${shell.dialogButtons} ${shell.dialogFoot}`}>
          <Button onClick={onClose}>{libraryTexts.cancel}</Button>
          <Button type="submit" variant="filled" disabled={name.trim() === ""} loading={isSaving}>
            {libraryTexts.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
