#!/usr/bin/env node
/** The command line in a clone: sets up what is missing, then runs on the pinned Node. */
import { join } from "node:path";
import { runPinned } from "./run-pinned.mjs";
import { root, setUp } from "./setup.mjs";

setUp();
await runPinned(join(root, "out", "main", "cli.js"), process.argv.slice(2));
