import { useState } from "react";
import { remembered } from "../shell/remembered.ts";
import { useRoute } from "../shell/route.ts";
import { sectionOfAddress } from "./section-path.ts";

/** A section that is to be shown; another `times` is another wish for the same one. */
export interface WantedSection {
  readonly prefix: string;
  readonly times: number;
}

/** The section that the site map looks at, and how to look at another. */
export interface LookedAt {
  readonly prefix: string;
  /** Says that the person looks at a section that is shown already. */
  readonly lookAt: (prefix: string) => void;
  /** Asks for a section to be shown. */
  readonly reveal: (prefix: string) => void;
  /** The section that is to be shown last; null when the person came without naming one and nothing is remembered. */
  readonly wanted: WantedSection | null;
}

/** The section that the three faces of the site map share: the one that the route names, or that was looked at last. */
export function useLookedAt(crawl: string): LookedAt {
  const route = useRoute();
  const named = route.kind === "crawl" ? route.asked?.selected : undefined;
  const [state, setState] = useState(() => {
    const section = named === undefined ? remembered.siteMap(crawl).section : sectionOfAddress(named);
    return { named, prefix: section ?? "", wanted: section === undefined ? null : { prefix: section, times: 0 } };
  });
  const want = (prefix: string): void => setState((last) => ({ named, prefix, wanted: { prefix, times: (last.wanted?.times ?? 0) + 1 } }));
  if (state.named !== named) {
    if (named === undefined) setState({ ...state, named });
    else want(sectionOfAddress(named));
  }
  const lookAt = (prefix: string): void => {
    if (prefix === state.prefix) return;
    setState((last) => ({ ...last, prefix }));
    remembered.keepSiteMap(crawl, { section: prefix });
  };
  const reveal = (prefix: string): void => {
    want(prefix);
    remembered.keepSiteMap(crawl, { section: prefix });
  };
  return { prefix: state.prefix, lookAt, reveal, wanted: state.wanted };
}
