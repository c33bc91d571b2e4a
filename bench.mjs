/** `npm run bench`: sets up what is missing, then measures on the pinned Node. */
import { join } from "node:path";
import { runPinned } from "./run-pinned.mjs";
import { root, setUp } from "./setup.mjs";

setUp();
await runPinned(join(root, "bench", "main.ts"), process.argv.slice(2));
