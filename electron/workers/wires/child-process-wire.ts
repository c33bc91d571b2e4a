import type { ChildProcess } from "node:child_process";
import { Inbox, type Wire } from "#contract/wire.ts";

/** How long what a process said last may still be on its way after it has ended. */
const LAST_WORDS_MS = 500;

/**
 * A wire over the channel between a process and its fork: give the parent the child, and the child `process`. The child has to be
 * forked with `serialization: "advanced"`, so that a message is cloned and not turned into JSON.
 */
export function childProcessWire(end: ChildProcess | NodeJS.Process): Wire {
  const inbox = new Inbox();
  const channel = end as ChildProcess;
  let open = channel.connected;

  const closed = () => {
    open = false;
    inbox.close();
  };
  const ignoreLateError = () => {};

  channel.on("message", (message) => inbox.deliver(message));
  channel.once("disconnect", closed);
  if (end !== process) {
    channel.once("error", closed);
    channel.once("exit", () => {
      if (channel.connected) setTimeout(closed, LAST_WORDS_MS).unref();
      else closed();
    });
  }
  if (!open) inbox.close();

  return {
    send(message) {
      if (open) channel.send(message as object, undefined, {}, ignoreLateError);
    },
    onMessage: (receive) => inbox.open(receive),
    onClose: (callback) => inbox.onClose(callback),
    close() {
      if (!open) return;
      open = false;
      if (channel.connected) channel.disconnect();
      inbox.close();
    },
  };
}
