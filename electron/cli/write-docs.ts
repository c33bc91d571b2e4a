/** Brings the generated parts of README.md up to date: `npm run docs`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withDocumentation } from "#cli/docs.ts";

const path = join(import.meta.dirname, "../../README.md");
writeFileSync(path, withDocumentation(readFileSync(path, "utf8")));
