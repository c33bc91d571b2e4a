import { runServe } from "#serve/run-serve.ts";

await runServe(process.argv.slice(2));
