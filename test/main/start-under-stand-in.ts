/**
 * Lets a plain Node process run the built application: `node --import start-under-stand-in.ts out/main/main.js ...`. In place of
 * `electron` it gets the stand-in, which is ready at once and ends the process when it is told to.
 */
import { registerHooks } from "node:module";
import { app, BrowserWindow } from "#test/main/electron-stand-in.ts";

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron"
      ? { url: new URL("./electron-stand-in.ts", import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
app.isPackaged = false;
app.ready.resolve();
// A window or a lock would be no command line.
const forbidden = () => (BrowserWindow.all.length > 0 || app.calls.includes("requestSingleInstanceLock") ? 99 : null);
void app.exited.promise.then((exitCode) => process.exit(forbidden() ?? exitCode));
