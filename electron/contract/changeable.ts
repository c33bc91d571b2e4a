import type { OptionName } from "#contract/config.ts";

/** Options that say how addresses are stored or what kind of crawl it is: other values would not fit what is in the file. */
export const FIXED_ONCE_BEGUN: readonly OptionName[] = ["mode", "normalise", "maxUrlLength"];

/** Options that a run takes over only when it begins. */
export const FIXED_WHILE_RUNNING: readonly OptionName[] = ["workers"];
