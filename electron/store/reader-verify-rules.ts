import { IMAGE_KINDS, LINK_KINDS, URL_ROLE } from "#contract/words.ts";

const IMAGE_KIND_NUMBERS = [...IMAGE_KINDS].map((kind) => LINK_KINDS.indexOf(kind)).join(", ");

/** What must not be in a crawl file: name -> query that counts it. */
export const RULES: readonly (readonly [name: string, sql: string])[] = [
  [
    "addresses whose inlinks are not the links to them",
    "SELECT count(*) FROM url LEFT JOIN (SELECT target, count(*) AS links FROM link GROUP BY target) AS named ON named.target = url.id WHERE url.inlinks <> coalesce(named.links, 0)",
  ],
  [
    "pages whose range of links is not theirs",
    "SELECT count(*) FROM page WHERE link_count <> (SELECT count(*) FROM link WHERE link.id >= page.first_link AND link.id < page.first_link + page.link_count AND link.source = page.id)",
  ],
  ["links outside the range of their page", "SELECT (SELECT count(*) FROM link) - (SELECT coalesce(sum(link_count), 0) FROM page)"],
  [
    "links to or from an address that is not there",
    "SELECT count(*) FROM link WHERE NOT EXISTS (SELECT 1 FROM url WHERE url.id = link.target) OR NOT EXISTS (SELECT 1 FROM page WHERE page.id = link.source)",
  ],
  ["pages without an address", "SELECT count(*) FROM page WHERE NOT EXISTS (SELECT 1 FROM url WHERE url.id = page.id)"],
  [
    "kept, failed or blocked addresses without a page",
    "SELECT count(*) FROM url WHERE state IN (2, 3, 5) AND NOT EXISTS (SELECT 1 FROM page WHERE page.id = url.id)",
  ],
  [
    "pages of addresses that are not kept, failed or blocked",
    "SELECT count(*) FROM page JOIN url ON url.id = page.id WHERE url.state NOT IN (2, 3, 5)",
  ],
  [
    "addresses stored twice",
    "SELECT count(*) FROM url AS one JOIN url AS other ON other.hash = one.hash AND other.id > one.id AND other.text = one.text",
  ],
  ["addresses in no state", "SELECT count(*) FROM url WHERE state NOT BETWEEN 0 AND 5"],
  [
    "images that are not in the view of images",
    `SELECT count(DISTINCT target) FROM link JOIN url ON url.id = link.target WHERE link.kind IN (${IMAGE_KIND_NUMBERS}) AND NOT url.roles & ${URL_ROLE.image}`,
  ],
  ["sources of pages without a page", "SELECT count(*) FROM page_html WHERE NOT EXISTS (SELECT 1 FROM page WHERE page.id = page_html.id)"],
  ["page details without a page", "SELECT count(*) FROM page_detail WHERE NOT EXISTS (SELECT 1 FROM page WHERE page.id = page_detail.id)"],
];
