import { Parser } from "htmlparser2";

/** What a sitemap or an index says. */
export interface ReadSitemap {
  readonly root: string;
  readonly namespace: string;
  readonly entries: readonly { readonly loc: string; readonly lastmod: string | null }[];
}

/** Reads a sitemap as XML, and throws where it is not built as the protocol says (sitemaps.org 0.9). */
export function readSitemap(text: string): ReadSitemap {
  if (!text.startsWith('<?xml version="1.0" encoding="UTF-8"?>')) throw new Error("no XML declaration");
  const open: string[] = [];
  const entries: { loc: string; lastmod: string | null }[] = [];
  let root = "";
  let namespace = "";
  let words = "";
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length === 0) {
          if (root !== "") throw new Error("two roots");
          root = name;
          namespace = attributes["xmlns"] ?? "";
        }
        open.push(name);
        words = "";
        if (open.length === 2) entries.push({ loc: "", lastmod: null });
      },
      ontext(part) {
        words += part;
      },
      onclosetag(name, isImplied) {
        if (isImplied || open.pop() !== name) throw new Error(`${name} is not closed`);
        const entry = entries.at(-1);
        if (name === "loc" && entry !== undefined) entry.loc = words;
        if (name === "lastmod" && entry !== undefined) entry.lastmod = words;
        words = "";
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  if (open.length > 0) throw new Error(`${open.join(" > ")} not closed`);
  return { root, namespace, entries };
}
