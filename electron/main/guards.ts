import { shell, type Session, type WebContents } from "electron";
import { WINDOW_ADDRESS } from "#main/window-protocol.ts";

/** Lets a session do nothing but load the window: no permission, no device, no download, no request to any network. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
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
  return address.startsWith(WINDOW_ADDRESS) || address.startsWith("devtools://");
}
