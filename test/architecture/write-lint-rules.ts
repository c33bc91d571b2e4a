/** Writes what follows from the rooms into .oxlintrc.json. Run it after a change of rooms.ts. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lintOverrides } from "#test/architecture/lint-rules.ts";
import { ROOT } from "#test/architecture/sources.ts";

const path = join(ROOT, ".oxlintrc.json");
const config = JSON.parse(readFileSync(path, "utf8")) as { readonly overrides: readonly { readonly rules: object }[] };
const others = config.overrides.filter((override) => !("no-restricted-imports" in override.rules));
writeFileSync(path, `${JSON.stringify({ ...config, overrides: [...others, ...lintOverrides()] }, null, 2)}\n`);
