import { EventEmitter } from "node:events";
import { describe, expect, it, vi } from "vitest";

const ipc = Object.assign(new EventEmitter(), { sent: [] as unknown[][], send: (...message: unknown[]) => void ipc.sent.push(message) });
vi.mock("electron", () => ({ ipcRenderer: ipc }));

describe("The preload script (under a stand-in for Electron)", () => {
  it("asks for a port when the page wants one, passes it on, and gives the page nothing else", async () => {
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
});
