import { parseSync } from "vite";
import type { SourceFile } from "#test/architecture/sources.ts";

/** An export of a file, and whether a comment says what it is. */
export interface DocumentedExport {
  readonly path: string;
  readonly name: string;
  readonly isDocumented: boolean;
}

interface Declaration {
  readonly type: string;
  readonly start: number;
  readonly declaration?: {
    readonly id?: { readonly name: string } | null;
    readonly declarations?: readonly { readonly id: { readonly name?: string } }[];
  } | null;
}

/** Every function, class, value and type that a file declares and exports. A type that says how a value beside it is made needs no words of its own. */
export function exportsOf({ path, text }: SourceFile): readonly DocumentedExport[] {
  const { program, comments } = parseSync(path, text);
  return (program.body as unknown as readonly Declaration[]).flatMap((node) => {
    const name =
      node.type === "ExportNamedDeclaration" ? (node.declaration?.id?.name ?? node.declaration?.declarations?.[0]?.id.name) : undefined;
    if (name === undefined) return [];
    const before = comments.findLast((comment) => comment.end <= node.start);
    const isNear = before !== undefined && /^\s*$/.test(text.slice(before.end, node.start)) && before.value.startsWith("*");
    const isDerived = /^export type \w+ = (?:z\.(?:output|input)|\(typeof |keyof )/.test(text.slice(node.start));
    return [{ path, name, isDocumented: isNear || isDerived }];
  });
}
