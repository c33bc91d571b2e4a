import { useEffect, useEffectEvent, useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { CrawlConfig } from "#contract/config.ts";
import { useConnection } from "../connection/connection-context.ts";
import { changesBetween, givenOf, withoutBlanks, type GivenOptions } from "./given-options.ts";

/** Editing the options of a crawl that is there. */
export interface OptionChanges {
  /** The options as they are edited. */
  readonly given: GivenOptions;
  /** The options as they hold. */
  readonly applied: GivenOptions;
  /** What differs, as `crawl.change` takes it. */
  readonly changes: GivenOptions;
  readonly edit: (given: GivenOptions) => void;
  readonly apply: () => Promise<void>;
  readonly undo: () => Promise<void>;
  /** What was applied last and can be undone: the values before it, and those after. */
  readonly last: { readonly before: GivenOptions; readonly after: GivenOptions } | null;
  readonly isApplying: boolean;
  /** Why it could not be applied, in the words of the host; null when nothing is wrong. */
  readonly problem: string | null;
}

/**
 * Keeps what the person edits apart from what holds, and applies it. `config` is the newest answer of the host: when it changes
 * elsewhere, options that were not touched here follow it.
 */
export function useOptionChanges(crawl: string, config: CrawlConfig): OptionChanges {
  const connection = useConnection();
  const [applied, setApplied] = useState<GivenOptions>(() => givenOf({ ...config }));
  const [given, edit] = useState(applied);
  const [last, setLast] = useState<OptionChanges["last"]>(null);
  const [isApplying, setApplying] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const follow = useEffectEvent((next: CrawlConfig) => {
    const now = givenOf({ ...next });
    edit((edited) => givenOf({ ...now, ...changesBetween(applied, edited) }));
    setApplied(now);
  });
  useEffect(() => follow(config), [config]);

  const change = async (changes: GivenOptions): Promise<boolean> => {
    setApplying(true);
    setProblem(null);
    try {
      const now = givenOf({ ...(await connection.call("crawl.change", { crawl, changes })) });
      setApplied(now);
      edit(now);
      return true;
    } catch (thrown) {
      setProblem(toOrbweaverError(thrown).message);
      return false;
    } finally {
      setApplying(false);
    }
  };
  const wanted = withoutBlanks(given);
  return {
    given,
    applied,
    changes: changesBetween(applied, wanted),
    edit,
    last,
    isApplying,
    problem,
    apply: async () => {
      if (await change(changesBetween(applied, wanted))) setLast({ before: applied, after: wanted });
    },
    undo: async () => {
      if (last !== null && (await change(changesBetween(last.after, last.before)))) setLast(null);
    },
  };
}
