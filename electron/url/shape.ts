import { sectionOf } from "#url/section.ts";

/** Parts of a path that are one of many: numbers, dates, hashes, and names that end with a number. */
const COUNTED = /\d/;
const ENDING = /\.[a-z][a-z\d]{0,9}$/i;

/**
 * An http(s) address with its changing parts as `*`: folders with a digit, the name of the file (its ending stays), and the values
 * of the query; `**` for a value that has a slash in it. The shape of an address is a pattern of `include` and `exclude` that
 * matches the address. "" for any other address.
 */
export function shapeOf(url: string): string {
  const section = sectionOf(url);
  if (section === "") return "";
  const start = section.indexOf("/", section.indexOf("//") + 2);
  const folders = section
    .slice(start)
    .split("/")
    .map((part) => (COUNTED.test(part) ? "*" : part))
    .join("/");
  return section.slice(0, start) + folders + endOf(url.slice(section.length));
}

/** What follows the folders. A fragment counts as the end of the query; without a query patterns do not look at it. */
function endOf(end: string): string {
  const mark = end.search(/[?#]/);
  const name = mark === -1 ? end : end.slice(0, mark);
  return end[mark] === "?" ? fileShape(name, true) + queryShape(end.slice(mark + 1)) : fileShape(name, false);
}

/** With a query it is the query that varies; the name of the script stays. */
function fileShape(name: string, hasQuery: boolean): string {
  if (name === "" || (hasQuery && !COUNTED.test(name))) return name;
  return `*${ENDING.exec(name)?.[0] ?? ""}`;
}

function queryShape(query: string): string {
  const pairs = query.split("&").map((pair) => {
    const equals = pair.indexOf("=") + 1;
    return pair.slice(0, equals) + (pair.includes("/", equals) ? "**" : "*");
  });
  return `?${pairs.join("&")}`;
}
