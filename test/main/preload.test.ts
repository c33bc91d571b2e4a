import { EventEmitter } from "node:events";
import { describe, expect, it, vi } from "vitest";

const ipc = Object.assign(new EventEmitter(), { sent: [] as unknown[][], send: (...message: unknown[]) => void ipc.sent.push(message) });
const exposed = new Map<string, Record<string, (file: unknown) => unknown>>();
vi.mock("electron", () => ({
  ipcRenderer: ipc,
  contextBridge: { exposeInMainWorld: (name: string, what: Record<string, () => unknown>) => void exposed.set(name, what) },
  webUtils: { getPathForFile: (file: { readonly path: string }) => file.path },
}));

describe("The preload script (under a stand-in for Electron)", () => {
  it("asks for a port when the page wants one, and passes it on", async () => {
    const page = Object.assign(new EventTarget(), {
      origin: "orbweaver://app",
      posted: [] as unknown[][],
      postMessage: (...message: unknown[]) => void page.posted.push(message),
    });
    vi.stubGlobal("window", page);
    const before = Object.keys(page);
    await import("../../electron/preload/preload.ts");
    const arrive = (data: unknown, origin = page.origin) => page.dispatchEvent(new MessageEvent("message", { data, origin }));
    for (const rubbish of [null, 7, "orbweaver-port-wanted", {}, { type: "orbweaver-port" }]) arrive(rubbish);
    arrive({ type: "orbweaver-port-wanted" }, "https://evil.test");
    expect(ipc.sent).toEqual([]);
    arrive({ type: "orbweaver-port-wanted" });
    expect(ipc.sent).toEqual([["orbweaver-port-wanted"]]);
    const port = {};
    ipc.emit("orbweaver-port", { ports: [port] });
    expect(page.posted).toEqual([[{ type: "orbweaver-port" }, "orbweaver://app", [port]]]);
    expect(Object.keys(page)).toEqual(before);
    vi.unstubAllGlobals();
  });

  it("gives the page one function beside it, which says where a dropped file lies (checklist 3)", () => {
    expect([...exposed].map(([name, what]) => [name, Object.keys(what)])).toEqual([["orbweaver", ["pathOf"]]]);
    expect(exposed.get("orbweaver")?.["pathOf"]?.({ path: "/home/me/a.crawl" })).toBe("/home/me/a.crawl");
  });
});
