import { shell, type Session, type WebContents } from "electron";
import { WINDOW_ADDRESS, WINDOW_ORIGIN } from "#main/window-protocol.ts";

/** Files that the page itself has made for the person to keep: pictures of a site map, options as YAML. */
const MADE_BY_PAGE = `blob:${WINDOW_ORIGIN}/`;

/** Lets a session do nothing but load the window: no permission, no device, no request to any network, nothing downloaded from one. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event, item) => {
    // The person then says in the dialog of the system where the file goes.
    if (!item.getURL().startsWith(MADE_BY_PAGE)) event.preventDefault();
  });
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwn(details.url) }));
}

/** Keeps a page where it is: it cannot be led elsewhere, opens no windows and embeds nothing. Links open in the person's browser. */
export function guardContents(contents: WebContents): void {
  const stay = (event: Electron.Event) => event.preventDefault();
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", stay);
  contents.on("will-attach-webview", stay);
  contents.setWindowOpenHandler(({ url }) => {
    openLink(url);
    return { action: "deny" };
  });
}

/** Opens an address in the person's browser when it is http or https; any other could start a program. */
export function openLink(address: string): void {
  const url = URL.parse(address);
  if (url?.protocol === "http:" || url?.protocol === "https:") void shell.openExternal(url.href);
}

function isOwn(address: string): boolean {
  return address.startsWith(WINDOW_ADDRESS) || address.startsWith(MADE_BY_PAGE) || address.startsWith("devtools://");
}
