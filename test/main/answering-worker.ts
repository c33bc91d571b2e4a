/** A page worker that answers every message with the message and the path of its mark. */
import { parentPort, receivePort, type PortEvent } from "#workers/wires/parent-port.ts";

const parent = parentPort();
if (parent !== null) {
  const port = await receivePort(parent);
  port.on("message", (event) => port.postMessage({ heard: (event as PortEvent).data, mark: process.argv[2] }));
  port.start?.();
  // It does not end by itself, so that a test sees whether somebody ends it.
  setInterval(() => {}, 60_000);
}
