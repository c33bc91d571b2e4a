import { useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { goTo } from "../shell/route.ts";
import { addressesInText } from "./addresses-in-text.ts";
import { isList } from "./draft.ts";
import { modeOf } from "./given-options.ts";
import { addressProblem, startCrawl } from "./start-crawl.ts";
import type { DraftAccess } from "./use-draft.ts";

/** Starting the crawl that is being set up. */
export interface Start {
  readonly isStarting: boolean;
  /** Why it did not start, as a sentence; null when nothing is wrong. */
  readonly problem: string | null;
  /** Shows a sentence about the addresses, or takes it away. */
  readonly setProblem: (problem: string | null) => void;
  readonly run: () => Promise<void>;
}

/** Makes the crawl and shows it. When that does not work, nothing that was typed is lost. */
export function useStart(access: DraftAccess): Start {
  const connection = useConnection();
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);

  const run = async (): Promise<void> => {
    if (isStarting) return;
    const { text } = access.draft;
    const wrong = addressProblem(text, access.given["mode"]);
    setProblem(wrong);
    if (wrong !== null) return;
    const several = isList(text) ? null : addressesInText(text);
    if (several !== null) {
      if (modeOf(access.given) !== "sitemap") access.setMode("list");
      return access.type(several);
    }
    setStarting(true);
    try {
      const entry = await startCrawl(connection, text, access.given);
      access.clear();
      goTo({ kind: "crawl", crawl: entry.crawl, view: "overview" });
    } catch (thrown) {
      setProblem(toOrbweaverError(thrown).message);
      setStarting(false);
    }
  };
  return { isStarting, problem, setProblem, run };
}
