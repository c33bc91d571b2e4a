import { useSyncExternalStore } from "react";
import type { About } from "#contract/questions.ts";
import { exportTexts } from "../texts/exports.ts";
import type { ExportJob } from "./export-job.ts";
import type { ExportJobs } from "./export-jobs.ts";
import styles from "./exports.module.css";
import { JobLine } from "./job-line.tsx";

interface ExportTrayProps {
  readonly jobs: ExportJobs;
  readonly host: About["host"];
  /** Opens the dialog with what the job was started with. */
  readonly onAgain: (job: ExportJob) => void;
}

/** The exports that this window started, below whatever it shows. */
export function ExportTray({ jobs, host, onAgain }: ExportTrayProps) {
  const shown = useSyncExternalStore(
    (changed) => jobs.onChange(changed),
    () => jobs.jobs,
  );
  if (shown.length === 0) return null;
  return (
    <section className={styles.tray} aria-label={exportTexts.tray.region}>
      {shown.toReversed().map((job) => (
        <JobLine
          key={job.job}
          job={job}
          downloads={host === "browser"}
          onCancel={() => jobs.cancel(job)}
          onAgain={() => onAgain(job)}
          onDismiss={() => jobs.dismiss(job)}
        />
      ))}
    </section>
  );
}
