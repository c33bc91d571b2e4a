import { Button } from "@mantine/core";
import { saveTextFile } from "../shell/save-text-file.ts";
import { detailTexts } from "../texts/detail.ts";
import { CopyButton } from "./copy-button.tsx";
import { partFileName } from "./part-file-name.ts";

interface PartActionsProps {
  /** Address that the part is about. */
  readonly url: string;
  /** What the file is called behind the address, with its extension: `facts.tsv`. */
  readonly file: string;
  readonly text: () => string;
}

/** Copies a part of the detail, or saves it as a file. */
export function PartActions({ url, file, text }: PartActionsProps) {
  return (
    <>
      <CopyButton label={detailTexts.copy} text={text} />
      <Button title={detailTexts.saveHint} onClick={() => saveTextFile(partFileName(url, file), text())}>
        {detailTexts.save}
      </Button>
    </>
  );
}
