import { parentPort } from "node:worker_threads";
import { messagePortWire } from "#workers/wires/message-port-wire.ts";
import { serveWireQuestions } from "#test/library/wire-questions.ts";

parentPort?.once("message", (port) => serveWireQuestions(messagePortWire(port)));
