/** The program `serve` with the window in the folder that the first argument names. */
import { runServe } from "#serve/run-serve.ts";

await runServe(process.argv.slice(3), process.argv[2] === "none" ? null : process.argv[2]);
