/** An engine that asks for one page worker, passes on what it says, and tells when it is gone. */
import { launchThroughBroker } from "#workers/wires/launch-through-broker.ts";
import { parentPort } from "#workers/wires/parent-port.ts";

const parent = parentPort();
if (parent !== null) {
  const worker = launchThroughBroker(parent)("the mark");
  worker.onMessage((message) => parent.postMessage({ said: message }));
  worker.onExit(() => parent.postMessage({ gone: true }));
  worker.send({ t: "ping" });
  parent.on("message", ({ data }) => {
    if (data === "kill") worker.kill();
  });
}
