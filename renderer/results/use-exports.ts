import { useEffect, useRef, useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { JobProgress } from "#contract/questions.ts";
import type { Filter, Sort, ViewName } from "#contract/views.ts";
import { useConnection, useConnectionState } from "../connection/connection-context.ts";
import { useSubscription } from "../connection/use-subscription.ts";
import { exportName, joinPath, withoutConnection, withProgress, type ExportJob } from "./export-job.ts";
import { texts } from "../texts.ts";

/** What is exported: the rows that the view shows, in their order, with these columns. */
export interface ExportWish {
  readonly view: ViewName;
  readonly search: string;
  readonly filter: Filter | undefined;
  readonly sort: Sort | null;
  /** Names of columns; empty for all of the view. */
  readonly columns: readonly string[];
  /** Ids of rows; undefined for all that pass search and filter. */
  readonly only: readonly number[] | undefined;
}

/** The exports of a crawl that this window started. */
export interface Exports {
  readonly jobs: readonly ExportJob[];
  readonly start: (wish: ExportWish) => void;
  readonly cancel: (job: ExportJob) => void;
  readonly dismiss: (job: ExportJob) => void;
}

/** Starts exports of a crawl and follows them. */
export function useExports(crawl: string, site: string): Exports {
  const connection = useConnection();
  const [jobs, setJobs] = useState<readonly ExportJob[]>([]);
  // News of a job can come before the answer that says which job it is.
  const newest = useRef(new Map<string, JobProgress>());
  useSubscription("job", (progress) => {
    newest.current.set(progress.job, progress);
    setJobs((last) => withProgress(last, progress));
  });
  const { kind } = useConnectionState();
  useEffect(() => {
    if (kind === "reconnecting") setJobs((last) => withoutConnection(last, texts.exports.cutOff));
  }, [kind]);

  const start = async (wish: ExportWish): Promise<void> => {
    const mine: ExportJob = { crawl, view: wish.view, job: "", progress: null, problem: null };
    setJobs((last) => [...last.filter((one) => one.problem === null && one.progress?.state !== "cancelled"), mine]);
    const become = (next: ExportJob): void => setJobs((last) => last.map((one) => (one === mine ? next : one)));
    try {
      const { exportFolder } = await connection.call("app.about", {});
      const path = joinPath(exportFolder, exportName(site, wish.view, new Date()));
      const { view, search, filter, sort, columns, only } = wish;
      const { job } = await connection.call("export.start", {
        crawl,
        view,
        search,
        format: "csv",
        path,
        columns: [...columns],
        ...(filter === undefined ? {} : { filter }),
        ...(only === undefined ? {} : { only: [...only] }),
        ...(sort === null ? {} : { sort }),
      });
      become({ ...mine, job, progress: newest.current.get(job) ?? null });
    } catch (thrown) {
      become({ ...mine, problem: toOrbweaverError(thrown).message });
    }
  };

  return {
    jobs,
    start: (wish) => void start(wish),
    cancel: (job) => void connection.call("export.cancel", { crawl: job.crawl, job: job.job }).catch(() => undefined),
    dismiss: (job) => setJobs((last) => last.filter((one) => one !== job)),
  };
}
