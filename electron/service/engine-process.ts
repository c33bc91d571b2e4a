/** The program of an engine process: one crawl, whose file is the first argument. Ends cleanly when its host is gone. */
import { EventHub, serve } from "#contract/protocol.ts";
import { crawlQuestions } from "#contract/questions.ts";
import { systemClock } from "#engine/system-clock.ts";
import { EngineService } from "#service/engine-service.ts";
import { ReaderClient } from "#store/reader-client.ts";
import { entryPath } from "#workers/entries.ts";
import { launchUnderNode } from "#workers/launch-under-node.ts";
import { childProcessWire } from "#workers/wires/child-process-wire.ts";

const path = process.argv[2] ?? "";
const events = new EventHub();
const service = new EngineService({
  path,
  events,
  clock: systemClock,
  reader: new ReaderClient(entryPath("reader-thread"), path),
  launch: launchUnderNode(entryPath("page-worker")),
});
const wire = childProcessWire(process);
serve(wire, crawlQuestions, service.handlers(), events);
wire.onClose(() => void service.close().finally(() => process.exit(0)));
// Ctrl-C in a terminal reaches the whole group; how the crawl ends is for the host to say.
process.on("SIGINT", () => undefined);
