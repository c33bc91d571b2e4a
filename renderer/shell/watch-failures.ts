import { toOrbweaverError } from "#contract/failure.ts";
import { frameTexts } from "../texts/frame.ts";
import { copyText } from "./copy-text.ts";
import { failureDetails } from "./failure-details.ts";
import { messages } from "./messages.ts";

/** What a browser reports when an element changed its size while sizes were being reported: the rest is reported a frame later. */
const HARMLESS = /ResizeObserver loop/;

/** Says what nobody caught, so that no failure stays silent. What was only cancelled is none; a lost connection is said elsewhere. */
export function watchFailures(page: Window): void {
  page.addEventListener("unhandledrejection", (event) => say(event.reason));
  page.addEventListener("error", (event) => {
    if (!HARMLESS.test(event.message)) say(event.error ?? event.message);
  });
}

function say(thrown: unknown): void {
  const { code, message } = toOrbweaverError(thrown);
  if (code === "cancelled" || code === "disconnected") return;
  const sentence = code === "internal" ? frameTexts.unexpected(/[.!?]$/.test(message) ? message : `${message}.`) : message;
  const copy = { label: frameTexts.brokenView.copy, run: () => void copyText(failureDetails(thrown)) };
  messages.say({ key: "failure", level: "error", message: sentence, actions: [copy] });
}
