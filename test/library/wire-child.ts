import { serveWireQuestions } from "#test/library/wire-questions.ts";
import { childProcessWire } from "#workers/wires/child-process-wire.ts";

const wire = childProcessWire(process);
wire.onClose(() => (process.exitCode = 7));
serveWireQuestions(wire);
