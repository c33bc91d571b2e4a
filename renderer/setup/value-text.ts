import { formatCount } from "../shell/format.ts";
import { optionTexts } from "../texts/options.ts";
import { setupTexts } from "../texts/setup.ts";
import type { EditorOption } from "./editor-options.ts";
import { friendlyValue } from "./friendly-value.ts";

/** A value of an option in words: "on", "1.5 s", "/blog/**, /news/**". Values of headers are not said. */
export function valueText(option: EditorOption, value: unknown): string {
  if (value === true) return setupTexts.on;
  if (value === false) return setupTexts.off;
  if (typeof value === "number")
    return friendlyValue(value, option.unit) || `${formatCount(value)}${option.unit === "" ? "" : ` ${option.unit}`}`;
  if (option.control.kind === "choice") return optionTexts.choice(option.name, String(value));
  if (option.control.kind === "headers")
    return (value as readonly string[]).map((line) => line.split(":", 1)[0]).join(", ") || setupTexts.empty;
  if (Array.isArray(value)) return value.join(", ") || setupTexts.empty;
  if (typeof value === "object" && value !== null)
    return (
      Object.entries(value)
        .map(([pattern, most]) => `${pattern}: ${String(most)}`)
        .join(", ") || setupTexts.empty
    );
  return value === "" ? setupTexts.empty : String(value);
}
