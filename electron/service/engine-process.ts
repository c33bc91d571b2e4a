/** The program of an engine process: one crawl, whose file is the first argument. Ends cleanly when its host is gone. */
import { EventHub, serve } from "#contract/protocol.ts";
import { crawlQuestions } from "#contract/questions.ts";
import { systemClock } from "#engine/system-clock.ts";
import { EngineService } from "#service/engine-service.ts";
import { bringUpToDate } from "#store/bring-up-to-date.ts";
import { ReaderClient } from "#store/reader-client.ts";
import { entryPath } from "#workers/entries.ts";
import { launchUnderNode } from "#workers/launch-under-node.ts";
import { launchThroughBroker } from "#workers/wires/launch-through-broker.ts";
import { openParentWire, parentPort } from "#workers/wires/parent-port.ts";

const path = process.argv[2] ?? "";
// First of all, since the port is handed over only once.
const wire = await openParentWire();
const parent = parentPort();
const events = new EventHub();
bringUpToDate(path);
const service = new EngineService({
  path,
  events,
  clock: systemClock,
  reader: new ReaderClient(entryPath("reader-thread"), path),
  launch: parent === null ? launchUnderNode(entryPath("page-worker")) : launchThroughBroker(parent),
});
serve(wire, crawlQuestions, service.handlers(), events);
wire.onClose(() => void service.close().finally(() => process.exit(0)));
// Ctrl-C in a terminal reaches the whole group; how the crawl ends is for the host to say.
for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => undefined);
