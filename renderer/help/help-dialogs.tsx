import { useState } from "react";
import { commandCentre, type AvailableCommand } from "../shell/command-centre.ts";
import type { Route } from "../shell/route.ts";
import { useCommands } from "../shell/use-commands.ts";
import { Palette } from "./palette.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";
import { VerifyDialog } from "./verify-dialog.tsx";

/** The dialogs that help with every screen, and the commands that open them. */
export function HelpDialogs({ route }: { readonly route: Route }) {
  const [listed, setListed] = useState<readonly AvailableCommand[] | null>(null);
  const [showsKeys, setShowsKeys] = useState(false);
  const [verified, setVerified] = useState<string | null>(null);
  useCommands({
    palette: { run: () => setListed(commandCentre.available()) },
    shortcuts: { run: () => setShowsKeys(true) },
    verify: route.kind === "crawl" ? { run: () => setVerified(route.crawl) } : undefined,
  });
  return (
    <>
      {listed !== null && <Palette commands={listed} onClose={() => setListed(null)} />}
      {showsKeys && <ShortcutsDialog onClose={() => setShowsKeys(false)} />}
      {verified !== null && <VerifyDialog crawl={verified} onClose={() => setVerified(null)} />}
    </>
  );
}
