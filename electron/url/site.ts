import { parse } from "tldts";
import { isIpLiteral } from "#url/address.ts";

/** Decides which hosts belong to the site of the start addresses. */
export type SiteTest = (host: string) => boolean;

/**
 * A test for hosts (as in `URL.host`, with the port when it is not the default one). A leading `www.` never makes a
 * difference; another port is another site. With `subdomains` every host below a start host belongs to it, unless that host
 * is a public suffix, below which everybody may have a site. Names are compared by labels: notexample.com is not example.com.
 */
export function siteTest(seedHosts: readonly string[], subdomains: boolean): SiteTest {
  const sites = new Set(seedHosts.map(withoutWww));
  const parents = subdomains ? [...sites].filter(mayHaveSubdomains) : [];
  const decided = new Map<string, boolean>();
  return (host) => {
    let isOurs = decided.get(host);
    if (isOurs === undefined) {
      const bare = withoutWww(host);
      isOurs = sites.has(bare) || parents.some((parent) => bare.endsWith(`.${parent}`));
      if (decided.size > 10_000) decided.clear();
      decided.set(host, isOurs);
    }
    return isOurs;
  };
}

/** Host with port of a normalised http(s) address, without parsing it again. */
export function hostOf(url: string): string {
  const start = url.indexOf("//") + 2;
  const end = url.slice(start).search(/[/?#]/);
  return end === -1 ? url.slice(start) : url.slice(start, start + end);
}

/** Origin of a normalised http(s) address, without parsing it again. */
export function originOf(url: string): string {
  return url.slice(0, url.indexOf("//") + 2) + hostOf(url);
}

const withoutWww = (host: string): string => host.replace(/^www\./, "");

function mayHaveSubdomains(host: string): boolean {
  const name = host.replace(/:\d+$/, "");
  const { publicSuffix, isIcann, isPrivate } = parse(name, { allowPrivateDomains: true });
  return !isIpLiteral(name) && !(publicSuffix === name && (isIcann === true || isPrivate === true));
}
