import { z } from "zod";
import { crawlConfigSchema } from "#contract/config.ts";

/** The part of JSON Schema that the options of a crawl are made of. */
interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  /** Of a group whose names the person chooses. */
  readonly additionalProperties?: JsonSchema | boolean;
  readonly default?: unknown;
  readonly description?: string;
}

let root: JsonSchema | null = null;

/** The JSON Schema at a path of the configuration; null where there is no such option. */
export function schemaAt(path: readonly PropertyKey[]): JsonSchema | null {
  let schema: JsonSchema | undefined = (root ??= z.toJSONSchema(crawlConfigSchema, { io: "input" }) as JsonSchema);
  for (const part of path) schema = partOf(schema, part);
  return schema ?? null;
}

function partOf(schema: JsonSchema | undefined, part: PropertyKey): JsonSchema | undefined {
  if (typeof part === "number") return schema?.items;
  const others = schema?.additionalProperties;
  return schema?.properties?.[String(part)] ?? (typeof others === "object" ? others : undefined);
}

/** Names of the options below a path: of the configuration itself, or of a group such as `normalise`. */
export function optionNamesAt(path: readonly PropertyKey[]): readonly string[] {
  return Object.keys(schemaAt(path)?.properties ?? {});
}

/** What may stand at a path of the configuration, as words that follow "expected". */
export function expectedAt(path: readonly PropertyKey[]): string {
  const schema = schemaAt(path);
  return schema === null ? "nothing" : expectedOf(schema);
}

/** The values that an option takes, short enough for a table. */
export function rangeAt(path: readonly PropertyKey[]): string {
  const schema = schemaAt(path);
  if (schema === null) return "";
  if (schema.enum !== undefined) return schema.enum.join(", ");
  if (schema.type === "boolean") return "true, false";
  if (schema.minimum !== undefined && schema.maximum !== undefined) return `${count(schema.minimum)} to ${count(schema.maximum)}`;
  if (schema.type === "array") return "list";
  if (schema.type === "object") return schema.properties === undefined ? "a number for each pattern" : "group";
  return "text";
}

function expectedOf(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.join(" or ");
  switch (schema.type) {
    case "boolean":
      return "true or false";
    case "integer":
      return `a whole number${between(schema)}`;
    case "number":
      return `a number${between(schema)}`;
    case "array":
      return `a list${schema.maxItems === undefined ? "" : ` of at most ${count(schema.maxItems)}`}, such as [first, second]`;
    case "object":
      return schema.properties === undefined
        ? "a number for each pattern, such as {/shop/*: 100}"
        : "a group of options, each on a line of its own";
    default:
      return `a text${lengths(schema)}`;
  }
}

function between({ minimum, maximum }: JsonSchema): string {
  return minimum === undefined || maximum === undefined ? "" : ` from ${count(minimum)} to ${count(maximum)}`;
}

function lengths({ minLength, maxLength }: JsonSchema): string {
  if (maxLength === undefined) return minLength === undefined ? "" : " that is not empty";
  return `${minLength === undefined ? "" : " that is not empty,"} of at most ${count(maxLength)} characters`;
}

const count = (value: number): string => value.toLocaleString("en-US");
