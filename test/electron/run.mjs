/**
 * `npm run test:electron`: the application in real Electron, where Electron can be had. Exit codes: 0 everything passed, 1 something
 * failed, 77 not run (the last line says why).
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { electronProgram } from "../../electron-program.mjs";
import { pinnedNode, root, say, setUp } from "../../setup.mjs";

const NOT_RUN = 77;

const { program, problem } = await electronProgram();
if (program === undefined) {
  say(`Not run in Electron: ${problem}.`);
  process.exitCode = NOT_RUN;
} else {
  setUp();
  const check = join(root, "test", "electron", "check-in-electron.ts");
  process.exitCode = spawnSync(pinnedNode, [check, program], { cwd: root, stdio: "inherit" }).status ?? 1;
}
