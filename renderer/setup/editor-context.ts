import { createContext, useContext } from "react";
import type { GivenOptions, OptionPath } from "./given-options.ts";
import type { OptionProblems } from "./problems-by-option.ts";

/** What every row of the option editor works with. */
export interface Editor {
  readonly given: GivenOptions;
  readonly set: (path: OptionPath, value: unknown) => void;
  readonly problems: OptionProblems;
  /** Options as they hold now in the crawl that is edited; null when there is none yet. */
  readonly applied: GivenOptions | null;
  /** Options that cannot be changed as things stand, with the sentence that says why. */
  readonly fixed: ReadonlyMap<string, string>;
  /** Crawl that patterns are tried on first; null when the person chooses one. */
  readonly crawl: string | null;
}

/** Where the rows of an option editor find what they work with. */
export const EditorContext = createContext<Editor | null>(null);

/** What the rows of an option editor work with. */
export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error("An option row stands outside of EditorContext.");
  return editor;
}
