import type { ReactNode } from "react";
import { OptionPanel } from "./option-panel.tsx";
import type { OptionProblems } from "./problems-by-option.ts";
import type { DraftAccess } from "./use-draft.ts";

interface NewCrawlOptionsProps {
  readonly access: DraftAccess;
  readonly problems: OptionProblems;
  readonly keepButton: ReactNode;
}

/** Every option of the crawl that is being set up. Start addresses of a loaded YAML come into the address field. */
export function NewCrawlOptions({ access, problems, keepButton }: NewCrawlOptionsProps) {
  return (
    <OptionPanel given={access.given} onChange={access.setOptions} problems={problems} onSeeds={(seeds) => access.type(seeds.join("\n"))}>
      {keepButton}
    </OptionPanel>
  );
}
