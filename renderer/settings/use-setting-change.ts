import { useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { Settings } from "#contract/settings.ts";
import { useSettings } from "./use-settings.ts";

/** A way to change settings that remembers why the last change did not work. */
export interface SettingChange {
  readonly settings: Settings;
  /** Changes settings and answers whether it worked. */
  readonly change: (changes: Partial<Settings>) => Promise<boolean>;
  /** Why the last change did not work, as a sentence; null when it did. */
  readonly problem: string | null;
  readonly forgetProblem: () => void;
}

/** Changes settings at once, and says so when that does not work. */
export function useSettingChange(): SettingChange {
  const { settings, change } = useSettings();
  const [problem, setProblem] = useState<string | null>(null);
  return {
    settings,
    problem,
    forgetProblem: () => setProblem(null),
    change: async (changes) => {
      try {
        await change(changes);
        setProblem(null);
        return true;
      } catch (thrown) {
        setProblem(toOrbweaverError(thrown).message);
        return false;
      }
    },
  };
}
