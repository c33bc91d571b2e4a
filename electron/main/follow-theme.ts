import { nativeTheme } from "electron";
import type { Host } from "#library/host.ts";
import type { HostClient } from "#main/host-client.ts";

/** Gives menus, dialogs and the frame of the window the theme that the person has set, now and whenever it changes. */
export function followTheme(host: Pick<Host, "settings">, client: HostClient): void {
  const follow = () => {
    nativeTheme.themeSource = host.settings().theme;
  };
  follow();
  client.subscribe("settings", follow);
}
