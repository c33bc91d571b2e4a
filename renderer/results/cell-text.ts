import type { Cell } from "#contract/views.ts";
import { formatCount, formatTimestamp } from "../shell/format.ts";
import { texts } from "../texts.ts";
import type { CellKind } from "./columns.ts";

/** What a cell says, as text: what is drawn, read aloud and copied. */
export function cellText(kind: CellKind, value: Cell): string {
  if (value === null || value === "") return "";
  switch (kind) {
    case "number":
      return typeof value === "number" ? formatCount(value) : String(value);
    case "flag":
      return value === true ? texts.yes : texts.no;
    case "time":
      return typeof value === "number" ? formatTimestamp(value) : String(value);
    case "type":
      return shortType(String(value));
    case "outcome":
      return texts.outcomes[String(value)] ?? String(value);
    default:
      return String(value);
  }
}

/** The state that a status or an outcome stands for: the key of a colour and a sign. */
export type StateKey = "kept" | "redirect" | "client-error" | "server-error" | "failed" | "excluded" | "blocked" | "waiting" | "fetching";

/** The state of an HTTP status. */
export function statusState(status: number): StateKey {
  if (status >= 500) return "server-error";
  if (status >= 400) return "client-error";
  if (status >= 300) return "redirect";
  return "kept";
}

/** The state of a value of `settled_as` or `state`; null for any other. */
export function outcomeState(outcome: Cell): StateKey | null {
  if (outcome === "waiting") return "waiting";
  if (outcome === "leased") return "fetching";
  return outcome === "kept" || outcome === "failed" || outcome === "excluded" || outcome === "blocked" ? outcome : null;
}

const SHORT_TYPES: Readonly<Record<string, string>> = {
  "text/html": "HTML",
  "application/xhtml+xml": "XHTML",
  "application/pdf": "PDF",
  "text/plain": "Text",
  "text/css": "CSS",
  "application/javascript": "Script",
  "text/javascript": "Script",
  "application/json": "JSON",
  "application/xml": "XML",
  "text/xml": "XML",
  "image/svg+xml": "SVG",
  "image/jpeg": "JPEG",
  "image/png": "PNG",
  "image/gif": "GIF",
  "image/webp": "WebP",
  "image/avif": "AVIF",
};

function shortType(type: string): string {
  return SHORT_TYPES[type.toLowerCase()] ?? type;
}

/** What a cell says when it is copied into another program: numbers as they are, so that they stay numbers. */
export function copiedText(kind: CellKind, value: Cell): string {
  return kind === "number" || kind === "type" ? String(value ?? "") : cellText(kind, value);
}
