import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useConnection } from "../connection/connection-context.ts";
import { useQuestion } from "../connection/use-question.ts";
import type { ExportAsked } from "./export-asked.ts";
import { ExportDialog } from "./export-dialog.tsx";
import type { ExportDraft } from "./export-draft.ts";
import { ExportJobs } from "./export-jobs.ts";
import { ExportTray } from "./export-tray.tsx";
import { ExportsContext, type ExportsAccess, type OfferedRows } from "./exports-context.ts";
import { saveDownload } from "./save-download.ts";

/** Everything about exports, whatever screen is shown: the dialog, the jobs, and the tray below the screen. */
export function ExportsProvider({ children }: { readonly children: ReactNode }) {
  const connection = useConnection();
  const about = useQuestion("app.about", {}).value;
  const offered = useRef<OfferedRows | null>(null);
  const [asked, setAsked] = useState<ExportAsked | null>(null);
  const [jobs] = useState(
    () => new ExportJobs({ connection, memory: window.sessionStorage, onDone: (progress) => saveDownload(progress, window.location) }),
  );
  /** What each job was started with, so that it can be tried again. */
  const origins = useRef(new Map<string, { readonly asked: ExportAsked; readonly draft: ExportDraft }>());
  useEffect(() => jobs.follow(), [jobs]);
  const access = useMemo<ExportsAccess>(
    () => ({
      ask: (place) => setAsked(askedAt(place, offered.current)),
      offer: (rows) => {
        offered.current = rows;
        return () => {
          if (offered.current === rows) offered.current = null;
        };
      },
    }),
    [],
  );
  return (
    <ExportsContext value={access}>
      {children}
      <ExportTray
        jobs={jobs}
        host={about?.host ?? "browser"}
        onAgain={(job) => {
          const origin = origins.current.get(job.job);
          if (origin === undefined) return setAsked(askedAt({ crawl: job.crawl, name: "" }, offered.current));
          setAsked({ ...origin.asked, draft: origin.draft });
        }}
      />
      {asked !== null && (
        <ExportDialog
          asked={asked}
          about={about}
          start={async (question, draft) => {
            origins.current.set(await jobs.start(question), { asked, draft });
            setAsked(null);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </ExportsContext>
  );
}

function askedAt({ crawl, name, meant }: Parameters<ExportsAccess["ask"]>[0], offered: OfferedRows | null): ExportAsked {
  if (offered === null || offered.crawl !== crawl) return { crawl, name, site: "", inView: null };
  const inView = meant === undefined ? offered.inView : { ...offered.inView, selection: meant };
  return { crawl, name: name === "" ? offered.site : name, site: offered.site, inView };
}
