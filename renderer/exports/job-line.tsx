import { Button, CloseButton, Progress } from "@mantine/core";
import { useState } from "react";
import type { JobProgress } from "#contract/questions.ts";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { formatBytes, formatDuration } from "../shell/format.ts";
import { exportTexts } from "../texts/exports.ts";
import { FileLinks } from "./file-links.tsx";
import { isOver, secondsLeft, type ExportJob } from "./export-job.ts";
import { fileName, shortName } from "./export-name.ts";
import styles from "./exports.module.css";

interface JobLineProps {
  readonly job: ExportJob;
  /** Whether finished files can be downloaded from the host that served this page. */
  readonly downloads: boolean;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
  readonly onDismiss: () => void;
}

const words = exportTexts.tray;

/** One export: how far it is, then what came of it and where it is. */
export function JobLine({ job, downloads, onCancel, onAgain, onDismiss }: JobLineProps) {
  const name = shortName(fileName(job.path));
  const state = job.problem === null ? (job.progress?.state ?? "running") : "failed";
  return (
    <div className={styles.job} data-state={state}>
      {state === "running" && <Running job={job} name={name} onCancel={onCancel} />}
      {state === "cancelled" && (
        <p className={styles.jobText} role="status">
          {words.cancelled(name)}
        </p>
      )}
      {state === "failed" && (
        <>
          <p className={styles.jobText} role="alert">
            <span className={styles.failedSign} aria-hidden="true">
              ✕
            </span>{" "}
            {job.problem === null ? words.failed(name) : `${name}:`} {job.problem ?? job.progress?.error}
          </p>
          {job.problem !== null && <ShowButton path={job.path} />}
          <Button onClick={onAgain}>{words.again}</Button>
        </>
      )}
      {state === "done" && job.progress !== null && <Done progress={job.progress} name={name} downloads={downloads} />}
      {isOver(job) && <CloseButton size="sm" aria-label={words.dismiss(name)} onClick={onDismiss} />}
    </div>
  );
}

function Running({ job, name, onCancel }: { readonly job: ExportJob; readonly name: string; readonly onCancel: () => void }) {
  const { rowsDone, rowsTotal } = job.progress ?? { rowsDone: 0, rowsTotal: 0 };
  const left = secondsLeft(job, Date.now());
  return (
    <>
      <span className={styles.jobName} title={job.path}>
        {words.running(name)}
      </span>
      <Progress
        className={styles.jobBar}
        size="sm"
        value={rowsTotal === 0 ? 0 : (rowsDone / rowsTotal) * 100}
        aria-label={words.running(name)}
      />
      <span className={styles.jobCount}>
        {rowsTotal === 0 ? words.counting : words.progress(job.format, rowsDone, rowsTotal)}
        {left !== null && ` · ${words.left(formatDuration(Math.max(1, left)))}`}
      </span>
      <Button aria-label={words.cancelLabel(name)} onClick={onCancel}>
        {words.cancel}
      </Button>
    </>
  );
}

function Done({ progress, name, downloads }: { readonly progress: JobProgress; readonly name: string; readonly downloads: boolean }) {
  const { format, rowsDone, rowsTotal, bytes, files, cellsEscaped, job, path } = progress;
  const leftOut = format === "sitemap" ? rowsTotal - rowsDone : 0;
  return (
    <>
      <p className={styles.jobText} role="status">
        <span className={styles.doneSign} aria-hidden="true">
          ✓
        </span>{" "}
        <strong title={path}>{words.done(name, files.length)}</strong> {words.size(format, rowsDone, formatBytes(bytes))}
        {cellsEscaped > 0 && ` ${words.escaped(cellsEscaped)}`}
        {leftOut > 0 && ` ${words.leftOut(leftOut)}`}
      </p>
      {downloads && <FileLinks job={job} files={files.length === 0 ? [path] : files} />}
      <ShowButton path={path} />
    </>
  );
}

/** Shows a file in the file manager, and says so when that does not work. */
function ShowButton({ path }: { readonly path: string }) {
  const connection = useConnection();
  const [problem, setProblem] = useState<string | null>(null);
  const show = (): void => {
    setProblem(null);
    connection.call("system.show", { path }).catch((thrown: unknown) => setProblem(toOrbweaverError(thrown).message));
  };
  return (
    <>
      {problem !== null && (
        <span className={styles.problem} role="alert">
          {problem}
        </span>
      )}
      <Button aria-label={words.showLabel(fileName(path))} onClick={show}>
        {words.show}
      </Button>
    </>
  );
}
