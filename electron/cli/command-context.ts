import type { Client } from "#contract/protocol.ts";
import type { allQuestions } from "#contract/questions.ts";
import type { Terminal } from "#cli/terminal.ts";

/** The one way in: the same questions that the window asks. */
export type HostClient = Client<typeof allQuestions>;

/** Calls one of two back for each request to end: the first time, and when the person insists. Returns how to stop that. */
export type ListenForInterrupts = (pause: () => void, stop: () => void) => () => void;

/** What a command works with. */
export interface CommandContext {
  readonly terminal: Terminal;
  /** Folder that the person is in; relative paths count from there. */
  readonly folder: string;
  /** How the person would start Orbweaver's command line again. */
  readonly program: string;
  readonly listenForInterrupts: ListenForInterrupts;
  /** The host; it is made when it is first asked for, so that wrong use makes nothing. */
  host(): HostClient;
}
