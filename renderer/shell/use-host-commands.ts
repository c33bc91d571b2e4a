import { useSubscription } from "../connection/use-subscription.ts";
import { goTo } from "./route.ts";
import { runCommand } from "./run-command.ts";

/** Carries out what the host asks the window to do: items of native menus, and files that the system opens with Orbweaver. */
export function useHostCommands(): void {
  useSubscription("command", ({ name, crawl }) => {
    if (name === "open" && crawl !== "") goTo({ kind: "crawl", crawl, view: null });
    else runCommand(name);
  });
}
