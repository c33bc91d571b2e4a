import { goTo } from "./route.ts";
import { useCommands } from "./use-commands.ts";

/** The commands that every screen knows. */
export function useWindowCommands(): void {
  useCommands({
    "new-crawl": { run: () => goTo({ kind: "new", from: null }) },
    library: { run: () => goTo({ kind: "library" }) },
    settings: { run: () => goTo({ kind: "settings" }) },
    about: { run: () => goTo({ kind: "about" }) },
    log: { run: () => goTo({ kind: "log" }) },
  });
}
