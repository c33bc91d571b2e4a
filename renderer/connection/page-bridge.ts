import { PAGE_BRIDGE, type PageBridge } from "#contract/page-bridge.ts";

/** What the preload script of Electron gives this page; null in a browser. */
export function pageBridge(page: Window): PageBridge | null {
  return (page as unknown as Readonly<Record<string, PageBridge | undefined>>)[PAGE_BRIDGE] ?? null;
}
