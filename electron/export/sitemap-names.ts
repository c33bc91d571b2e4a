import { basename, dirname, join } from "node:path";

/** The names of the files of one sitemap export. */
export interface SitemapNames {
  /** The file of the sitemap of a site, or of its index when it takes several files. `label` is "" for the main site. */
  main(label: string): string;
  /** The file that holds part `number` (from 1) of a sitemap that takes several. */
  part(label: string, number: number): string;
}

/**
 * The path that a sitemap is written to: the one that was asked for, ending in `.gz` if and only if it is compressed.
 * A path without an ending gets `.xml`.
 */
export function sitemapPath(asked: string, gzip: boolean): string {
  const { folder, stem, ending } = partsOf(asked);
  return join(folder, `${stem}${ending}${gzip ? ".gz" : ""}`);
}

/** `NAME.xml`, `NAME-1.xml`, `NAME-HOST.xml`, `NAME-HOST-1.xml`, for a path that `sitemapPath` gave. */
export function sitemapNames(path: string): SitemapNames {
  const { folder, stem, ending } = partsOf(path);
  const compressed = path.endsWith(".gz") ? ".gz" : "";
  const named = (...words: readonly (string | number)[]) =>
    join(folder, `${[stem, ...words].filter((word) => word !== "").join("-")}${ending}${compressed}`);
  return { main: (label) => named(label), part: (label, number) => named(label, number) };
}

function partsOf(path: string): { readonly folder: string; readonly stem: string; readonly ending: string } {
  const name = basename(path).replace(/(?<=.)\.gz$/i, "");
  const [, stem = name, ending = ".xml"] = /^(.+)(\.[^.]*)$/.exec(name) ?? [];
  return { folder: dirname(path), stem, ending };
}

/** What tells the files of one site from those of another, for each of them: its host, with the scheme where two share a host. */
export function siteLabels(origins: readonly string[]): ReadonlyMap<string, string> {
  const hosts = origins.map((origin) => new URL(origin).host);
  return new Map(
    origins.map((origin, index) => {
      const host = hosts[index] as string;
      const isShared = hosts.indexOf(host) !== hosts.lastIndexOf(host);
      return [origin, `${isShared ? `${new URL(origin).protocol.slice(0, -1)}-` : ""}${host}`.replaceAll(/[^\w.-]+/g, "-")];
    }),
  );
}
