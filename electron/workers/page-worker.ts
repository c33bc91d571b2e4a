/** The program of a page worker: visits in, outcomes out. Ends when its parent is gone. */
import { createFetcher } from "#fetch/fetcher.ts";
import type { Fetcher } from "#fetch/outcome.ts";
import type { VisitOutcome, VisitSettings } from "#engine/ports.ts";
import type { Wire } from "#contract/wire.ts";
import type { FromWorker, ToWorker } from "#workers/messages.ts";
import { openMark } from "#workers/reading-mark.ts";
import { visit } from "#workers/visit.ts";
import { openParentWire } from "#workers/wires/parent-port.ts";

function run(line: Wire, markPath: string): void {
  const mark = openMark(markPath);
  let fetcher: Fetcher | null = null;
  let settings: VisitSettings | null = null;
  let finished: [number, VisitOutcome][] = [];

  const say = (message: FromWorker) => line.send(message);
  const flush = () => {
    say({ t: "outcomes", outcomes: finished });
    finished = [];
  };
  line.onClose(() => {
    mark.close();
    process.exit(0);
  });
  line.onMessage((received) => {
    const message = received as ToWorker;
    if (message.t === "ping") return say({ t: "pong" });
    if (message.t === "configure") {
      settings = message.settings;
      if (fetcher === null) fetcher = createFetcher(settings);
      else fetcher.configure(settings);
      return;
    }
    if (fetcher === null || settings === null) throw new Error("a visit came before the settings");
    const { ticket, task } = message;
    void visit(task, { fetcher, settings, mark: (isReading) => mark.set(isReading ? ticket : 0) }).then((outcome) => {
      // Outcomes that come in one turn of the event loop share a message.
      if (finished.push([ticket, outcome]) === 1) setImmediate(flush);
    });
  });
}

// Ctrl-C in a terminal reaches the whole group; how the crawl ends is for the host to say.
for (const signal of ["SIGINT", "SIGHUP"]) process.on(signal, () => undefined);
run(await openParentWire(), process.argv[2] ?? "");
