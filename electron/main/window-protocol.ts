import { protocol, type Session } from "electron";
import { readWindowFile } from "#library/window-files.ts";
import { windowHeaders } from "#library/window-headers.ts";

const SCHEME = "orbweaver";
const HOST = "app";

/** Origin of the window; nothing else is ever shown in it. */
export const WINDOW_ORIGIN = `${SCHEME}://${HOST}`;
export const WINDOW_ADDRESS = `${WINDOW_ORIGIN}/`;

/** What the scheme of the window may do: as much as a secure site, and its files are compiled once. */
export const SCHEME_PRIVILEGES = { standard: true, secure: true, supportFetchAPI: true, codeCache: true } as const;

/** Makes the scheme of the window known. Has to come before the application is ready. */
export function registerWindowScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: SCHEME_PRIVILEGES }]);
}

/** Serves the built window, and nothing outside its folder, under `WINDOW_ADDRESS`. */
export function serveWindow(session: Session, windowFolder: string): void {
  session.protocol.handle(SCHEME, (request) => answerWindowRequest(request, windowFolder));
}

/** The answer to one request of the window. */
export async function answerWindowRequest(request: Request, windowFolder: string): Promise<Response> {
  const url = URL.parse(request.url);
  const isRead = request.method === "GET" || request.method === "HEAD";
  const file = url !== null && url.host === HOST && isRead ? await readWindowFile(windowFolder, url.pathname) : null;
  const headers = windowHeaders([]);
  if (file === null)
    return new Response("There is nothing at this address.", {
      status: 404,
      headers: { ...headers, "content-type": "text/plain; charset=utf-8" },
    });
  return new Response(file.body, { status: 200, headers: { ...headers, "content-type": file.type } });
}
