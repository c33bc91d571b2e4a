import type { CrawlStatus } from "#contract/questions.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";

/** Why a crawl stopped when nobody asked it to. */
export function StopReason({ status: { stoppedBecause, state } }: { readonly status: CrawlStatus }) {
  if (stoppedBecause === null || (state !== "error" && state !== "limit")) return null;
  return <SentenceLine level={state === "error" ? "error" : "warning"} message={stoppedBecause} />;
}
