import { z } from "zod";
import { crawlConfigSchema, optionNotes, type OptionName, type OptionNotes } from "#contract/config.ts";
import { optionTexts } from "../texts/options.ts";
import { DEFAULTS, type OptionPath } from "./given-options.ts";

/** What an option is edited with. */
export type OptionControl =
  | { readonly kind: "switch" }
  | { readonly kind: "number"; readonly min: number; readonly max: number }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "text"; readonly maxLength: number }
  | { readonly kind: "patterns" }
  | { readonly kind: "headers" }
  | { readonly kind: "caps" };

/** An option as the editor shows it. */
export interface EditorOption {
  /** Its name in YAML: `maxPages`, `normalise.sortQuery`. */
  readonly name: string;
  readonly path: OptionPath;
  readonly group: OptionNotes["group"];
  readonly label: string;
  readonly meaning: string;
  readonly unit: string;
  readonly example: string;
  readonly standard: unknown;
  readonly control: OptionControl;
}

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly description?: string;
}

const LONGEST_TEXT = 10_000;

/** Every option but the start addresses, which have a field of their own, in the order of the schema. */
export const EDITOR_OPTIONS: readonly EditorOption[] = readOptions();

/** The headings that options stand under, in order. */
export const OPTION_GROUPS: readonly OptionNotes["group"][] = [...new Set(EDITOR_OPTIONS.map((option) => option.group))];

function readOptions(): readonly EditorOption[] {
  const { properties } = z.toJSONSchema(crawlConfigSchema, { io: "input" }) as JsonSchema;
  return Object.entries(properties ?? {}).flatMap(([name, schema]) => {
    if (name === "seeds") return [];
    const notes = optionNotes(name as OptionName);
    const standard = DEFAULTS[name as OptionName];
    if (name === "caps" || name === "headers" || schema.properties === undefined)
      return [describe([name], { notes, schema, standard, meaning: notes.meaning })];
    return Object.entries(schema.properties).map(([part, partSchema]) =>
      describe([name, part], {
        notes: { ...notes, example: String(!(standard as Readonly<Record<string, unknown>>)[part]) },
        schema: partSchema,
        standard: (standard as Readonly<Record<string, unknown>>)[part],
        meaning: partSchema.description ?? notes.meaning,
      }),
    );
  });
}

interface Described {
  readonly notes: OptionNotes;
  readonly schema: JsonSchema;
  readonly standard: unknown;
  readonly meaning: string;
}

function describe(path: OptionPath, { notes, schema, standard, meaning }: Described): EditorOption {
  const name = path.join(".");
  const { group, unit, example } = notes;
  return { name, path, group, label: optionTexts.label(name), meaning, unit, example, standard, control: controlOf(name, schema) };
}

function controlOf(name: string, schema: JsonSchema): OptionControl {
  if (name === "caps") return { kind: "caps" };
  if (name === "headers") return { kind: "headers" };
  if (schema.enum !== undefined) return { kind: "choice", values: schema.enum };
  if (schema.type === "boolean") return { kind: "switch" };
  if (schema.type === "array") return { kind: "patterns" };
  if (schema.minimum !== undefined && schema.maximum !== undefined) return { kind: "number", min: schema.minimum, max: schema.maximum };
  return { kind: "text", maxLength: schema.maxLength ?? LONGEST_TEXT };
}
