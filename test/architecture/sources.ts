import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { parseSync } from "vite";

/** A source file and what it imports, types included. */
export interface SourceFile {
  /** From the top of the project, with slashes. */
  readonly path: string;
  /** As written. */
  readonly imports: readonly string[];
  readonly text: string;
}

/** The top of the project. */
export const ROOT = join(import.meta.dirname, "../..");

const SOURCE = /\.(?:ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;

/** Every source file below a folder. */
export function sourcesBelow(folder: string): readonly SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) =>
      posix.join(
        ...join(entry.parentPath, entry.name)
          .slice(ROOT.length + 1)
          .split(/[\\/]/),
      ),
    )
    .toSorted()
    .map((path) => sourceFile(path, readFileSync(join(ROOT, path), "utf8")));
}

/** A source file from its text. Throws when it cannot be parsed. */
export function sourceFile(path: string, text: string): SourceFile {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  return { path, imports: [...new Set(importsIn(program))], text };
}

/** The file of ours that an import names; null when it is a package or a module of Node. */
export function targetOf(from: string, specifier: string): string | null {
  if (specifier.startsWith("#test/")) return `test/${specifier.slice("#test/".length)}`;
  if (specifier.startsWith("#")) return `electron/${specifier.slice(1)}`;
  return specifier.startsWith(".") ? posix.join(dirname(from).replaceAll("\\", "/"), specifier.replace(/\?.*$/, "")) : null;
}

/** Sources that import, export from, load later, or name as a type. */
function importsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(importsIn);
  if (node === null || typeof node !== "object") return [];
  const found = namedSource(node as Readonly<Record<string, unknown>>);
  return [...(found === null ? [] : [found]), ...Object.values(node).flatMap(importsIn)];
}

function namedSource(node: Readonly<Record<string, unknown>>): string | null {
  switch (node["type"]) {
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "TSImportType":
      return literal(node["source"] ?? node["argument"]);
    case "TSExternalModuleReference":
      return literal(node["expression"]);
    case "CallExpression":
      return (node["callee"] as { readonly name?: unknown }).name === "require"
        ? literal((node["arguments"] as readonly unknown[])[0])
        : null;
    default:
      return null;
  }
}

function literal(node: unknown): string | null {
  const text = node as { readonly value?: unknown; readonly literal?: { readonly value?: unknown } } | null | undefined;
  const value = text?.value ?? text?.literal?.value;
  return typeof value === "string" ? value : null;
}
