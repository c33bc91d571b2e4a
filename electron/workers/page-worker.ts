/** The program of a page worker: visits in, outcomes out. Ends when its parent is gone. */
import { createFetcher } from "#fetch/fetcher.ts";
import type { Fetcher } from "#fetch/outcome.ts";
import type { VisitOutcome, VisitSettings } from "#engine/ports.ts";
import type { FromWorker, ToWorker } from "#workers/messages.ts";
import { openMark } from "#workers/reading-mark.ts";
import { visit } from "#workers/visit.ts";

/** The line to the engine: the channel to the parent under Node, the parent port in Electron. */
interface ParentLine {
  send(message: FromWorker): void;
  onMessage(receive: (message: ToWorker) => void): void;
}

function parentLine(): ParentLine {
  process.on("disconnect", () => process.exit(0));
  return {
    send: (message) => void process.send?.(message),
    onMessage: (receive) => void process.on("message", (message) => receive(message as ToWorker)),
  };
}

function run(line: ParentLine, markPath: string): void {
  const mark = openMark(markPath);
  let fetcher: Fetcher | null = null;
  let settings: VisitSettings | null = null;
  let finished: [number, VisitOutcome][] = [];

  const flush = () => {
    line.send({ t: "outcomes", outcomes: finished });
    finished = [];
  };
  line.onMessage((message) => {
    if (message.t === "ping") return line.send({ t: "pong" });
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

run(parentLine(), process.argv[2] ?? "");
