import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes as T } from "parse5";

/** Where an address may send a visitor, by element and attribute. */
const WAYS: Readonly<Record<string, string>> = { a: "href", area: "href", iframe: "src", frame: "src" };

/**
 * Walks a site by the letter of the standards, with the reference parser and none of Orbweaver's code: what a crawl of the
 * same site is compared with. Returns the status of every address of the origin that navigation leads to.
 */
export async function walk(start: string): Promise<ReadonlyMap<string, number>> {
  const origin = new URL(start).origin;
  const statuses = new Map<string, number>();
  const waiting = [start];
  const known = new Set(waiting);
  const take = async (url: string): Promise<void> => {
    const response = await fetch(url, { redirect: "manual" });
    statuses.set(url, response.status);
    const location = response.headers.get("location");
    const isPage = response.ok && /^(?:text\/html|application\/xhtml\+xml)/.test(response.headers.get("content-type") ?? "");
    const targets = location !== null ? [new URL(location, url).href] : isPage ? targetsOf(await response.text(), url) : [];
    if (!isPage) await response.body?.cancel();
    for (const target of targets.map(withoutFragment)) {
      if (known.has(target) || !target.startsWith(`${origin}/`)) continue;
      known.add(target);
      waiting.push(target);
    }
  };
  while (waiting.length > 0) await Promise.all(waiting.splice(0, 16).map(take));
  return statuses;
}

function targetsOf(html: string, url: string): readonly string[] {
  const targets: string[] = [];
  let base = url;
  const visit = (node: T.ChildNode): void => {
    if (!tree.isElementNode(node)) return;
    const attribute = (name: string) => node.attrs.find((candidate) => candidate.name === name)?.value;
    if (node.tagName === "base" && base === url) base = resolve(attribute("href"), url) ?? base;
    const way = WAYS[node.tagName];
    const refresh = node.tagName === "meta" && attribute("http-equiv")?.toLowerCase() === "refresh" ? attribute("content") : undefined;
    const href = refresh === undefined ? way && attribute(way) : /url\s*=\s*['"]?([^'"]+)/i.exec(refresh)?.[1];
    const target = resolve(href, base);
    if (target !== null) targets.push(target);
    node.childNodes.forEach(visit);
  };
  parse(html).childNodes.forEach(visit);
  return targets;
}

const resolve = (href: string | undefined, base: string): string | null =>
  href === undefined ? null : (URL.parse(href, base)?.href ?? null);

function withoutFragment(url: string): string {
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
}
