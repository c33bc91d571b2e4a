/** `npm run screens [folder] [name ...]`: sets up what is missing, then makes a picture of every view of the window. */
import { join } from "node:path";
import { runPinned } from "./run-pinned.mjs";
import { root, setUp } from "./setup.mjs";

setUp();
await runPinned(join(root, "test", "e2e", "screens.ts"), process.argv.slice(2));
