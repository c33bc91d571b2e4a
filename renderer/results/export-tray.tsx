import { Button, CloseButton, Progress } from "@mantine/core";
import { formatBytes } from "../shell/format.ts";
import { texts } from "../texts.ts";
import { fileName, type ExportJob } from "./export-job.ts";
import styles from "./results.module.css";
import type { Exports } from "./use-exports.ts";

interface ExportTrayProps {
  readonly exports: Exports;
  /** Whether a finished file can be downloaded from the host that served this page. */
  readonly downloads: boolean;
}

/** The exports that this window started: progress and cancel, then the file. */
export function ExportTray({ exports, downloads }: ExportTrayProps) {
  if (exports.jobs.length === 0) return null;
  return (
    <section className={styles.tray} aria-label={texts.exports.region}>
      {exports.jobs.map((job, position) => (
        <div key={job.job || `new-${position}`} className={styles.job} role="status">
          <JobLine job={job} downloads={downloads} onCancel={() => exports.cancel(job)} />
          {isOver(job) && <CloseButton size="xs" aria-label={texts.dismiss} onClick={() => exports.dismiss(job)} />}
        </div>
      ))}
    </section>
  );
}

function JobLine({ job, downloads, onCancel }: { readonly job: ExportJob; readonly downloads: boolean; readonly onCancel: () => void }) {
  const name = texts.views[job.view];
  const { progress, problem } = job;
  if (problem !== null)
    return (
      <span className={styles.jobText}>
        {texts.exports.failed(name)} {problem}
      </span>
    );
  if (progress === null) return <span className={styles.jobText}>{texts.exports.starting(name)}</span>;
  switch (progress.state) {
    case "cancelled":
      return <span className={styles.jobText}>{texts.exports.cancelled(name)}</span>;
    case "failed":
      return (
        <span className={styles.jobText}>
          {texts.exports.failed(name)} {progress.error}
        </span>
      );
    case "done":
      return (
        <span className={styles.jobText}>
          {texts.exports.done(name, progress.rowsDone, formatBytes(progress.bytes))}{" "}
          {progress.cellsEscaped > 0 && `${texts.exports.escaped(progress.cellsEscaped)} `}
          {downloads ? (
            <a href={`/download/${encodeURIComponent(progress.job)}`} download={fileName(progress.path)}>
              {texts.exports.download(fileName(progress.path))}
            </a>
          ) : (
            texts.exports.savedAs(progress.path)
          )}
        </span>
      );
    case "running":
      return (
        <>
          <span>{texts.exports.running(name)}</span>
          <Progress
            className={styles.jobBar}
            size="sm"
            value={progress.rowsTotal === 0 ? 0 : (progress.rowsDone / progress.rowsTotal) * 100}
            aria-label={texts.exports.running(name)}
          />
          <span className={styles.jobCount}>{texts.exports.progress(progress.rowsDone, progress.rowsTotal)}</span>
          <Button aria-label={texts.exports.cancelLabel(name)} onClick={onCancel}>
            {texts.exports.cancel}
          </Button>
        </>
      );
  }
}

function isOver(job: ExportJob): boolean {
  return job.problem !== null || (job.progress !== null && job.progress.state !== "running");
}
