import { app } from "electron";
import { listenForSignals } from "#cli/interrupts.ts";
import { runCommandLine } from "#cli/run-command-line.ts";
import { runApplication } from "#main/application.ts";
import { tellCannotStart } from "#main/cannot-start.ts";
import { commandLineArguments } from "#main/command-line.ts";
import { startEngineUnderElectron } from "#main/start-engine-under-electron.ts";
import { entryPath } from "#workers/entries.ts";

const command = commandLineArguments(process.argv, app.isPackaged);
if (command === null) await runApplication().catch(tellCannotStart);
else {
  app.disableHardwareAcceleration();
  app.dock?.hide();
  await app.whenReady();
  const exitCode = await runCommandLine(command, {
    startEngine: startEngineUnderElectron({ engine: entryPath("engine"), pageWorker: entryPath("page-worker") }),
    listenForInterrupts: listenForSignals,
    results: process.stdout,
    words: process.stderr,
    environment: process.env,
    folder: process.cwd(),
  });
  // The end of the process would cut off what a pipe has not taken yet.
  await Promise.all([process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write("", resolve))));
  app.exit(exitCode);
}
