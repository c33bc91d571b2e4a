import { OrbweaverError, toOrbweaverError } from "#contract/failure.ts";
import { VERSION } from "#contract/version.ts";
import { findWindowFolder } from "#library/find-window-folder.ts";
import { defaultFolders, foldersIn } from "#library/default-folders.ts";
import { createHost, type Host } from "#library/host.ts";
import { startEngineUnderNode } from "#library/start-engine-under-node.ts";
import { openBrowser } from "#serve/open-browser.ts";
import { parseServeArguments, SERVE_HELP, USUAL_PORT, type ServeArguments } from "#serve/serve-arguments.ts";
import { showInFolder } from "#serve/show-in-folder.ts";
import { startWebServer, type WebServer, type WebServerOptions } from "#serve/web-server.ts";
import { entryPath } from "#workers/entries.ts";

/** Exit code of a program that was ended by a second Ctrl-C. */
const INTERRUPTED = 130;

/** One Ctrl-C can arrive several times: from the terminal, and from npm and whatever else passes signals on. */
const SAME_REQUEST_MS = 1000;

/**
 * Serves the window until the process is asked to end, then pauses all crawls. The first line on standard output is the address.
 * Sets the exit code: 0 ended as asked, 1 could not serve, 2 wrong arguments.
 */
export async function runServe(argv: readonly string[], windowFolder: string | null = findWindowFolder()): Promise<void> {
  try {
    const wanted = parseServeArguments(argv);
    if (wanted.help) process.stdout.write(SERVE_HELP);
    else await serveUntilAsked(wanted, windowFolder);
  } catch (thrown) {
    const error = toOrbweaverError(thrown);
    process.exitCode = error.code === "bad-input" ? 2 : 1;
    process.stderr.write(`${error.message}\n`);
  }
}

async function serveUntilAsked(wanted: ServeArguments, windowFolder: string | null): Promise<void> {
  if (windowFolder === null) throw new OrbweaverError("not-found", "The window has not been built yet. Run: npm run build");
  const folders = wanted.library === null ? defaultFolders(process.env) : foldersIn(wanted.library);
  const startEngine = startEngineUnderNode(entryPath("engine"));
  const host = createHost({ ...folders, kind: "browser", version: VERSION, startEngine, showInFolder });
  const server = await serveOrClose(host, wanted.port, { host, windowFolder, sessionFolder: folders.libraryFolder });
  const asked = askedToEnd();
  process.stdout.on("error", () => {});
  process.stdout.write(`Orbweaver is at ${server.address}\n`);
  process.stderr.write("Everything stays on this computer. Press Ctrl-C to pause all crawls and end.\n");
  if (wanted.openBrowser) openBrowser(server.ticketAddress());
  await asked;
  process.stderr.write("Pausing what runs …\n");
  await host.close();
  await server.close();
}

/** Starts to serve; when that is not possible, the log says why, and the host is closed. */
async function serveOrClose(host: Host, port: number | null, options: Omit<WebServerOptions, "port">): Promise<WebServer> {
  try {
    if (port !== null) return await startWebServer({ ...options, port });
    return await startWebServer({ ...options, port: USUAL_PORT }).catch(() => startWebServer({ ...options, port: 0 }));
  } catch (thrown) {
    host.log.error(toOrbweaverError(thrown).message);
    await host.close();
    throw thrown;
  }
}

/** Resolves at the first request to end; a second one ends the process at once. */
function askedToEnd(): Promise<void> {
  return new Promise((resolve) => {
    let askedAtMs: number | null = null;
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => {
        if (askedAtMs !== null && performance.now() - askedAtMs > SAME_REQUEST_MS) process.exit(INTERRUPTED);
        askedAtMs ??= performance.now();
        resolve();
      });
    }
  });
}
