import { Popover, Button } from "@mantine/core";
import { exportTexts } from "../texts/exports.ts";
import { downloadPath } from "./export-job.ts";
import { fileName } from "./export-name.ts";
import styles from "./exports.module.css";

const words = exportTexts.tray;

/** The files of a finished export, to be downloaded: one as a link, several as a list that opens. */
export function FileLinks({ job, files }: { readonly job: string; readonly files: readonly string[] }) {
  const [only] = files;
  if (files.length === 1 && only !== undefined) {
    return (
      <a className={styles.link} href={downloadPath(job, 0)} download={fileName(only)} aria-label={words.saveLabel(fileName(only))}>
        {words.save}
      </a>
    );
  }
  return (
    <Popover position="top-end" trapFocus withRoles>
      <Popover.Target>
        <Button>{words.files(files.length)}</Button>
      </Popover.Target>
      <Popover.Dropdown className={styles.files}>
        {files.map((path, number) => (
          <a key={path} href={downloadPath(job, number)} download={fileName(path)}>
            {words.saveFile(fileName(path))}
          </a>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
