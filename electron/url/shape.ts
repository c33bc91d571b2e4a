import { sectionOf } from "#url/section.ts";

/** Parts of a path that are one of many: numbers, dates, hashes, and names that end with a number. */
const COUNTED = /\d/;
const ENDING = /\.[a-z][a-z\d]{0,9}$/i;

/**
 * An http(s) address with its changing parts as `*`: folders with a digit, the name of the file (its ending stays), and the values
 * of the query. The shape of an address is a pattern of `include` and `exclude` that matches the address. "" for any other address.
 */
export function shapeOf(url: string): string {
  const section = sectionOf(url);
  if (section === "") return "";
  const file = url.slice(section.length);
  const query = file.indexOf("?");
  const name = query === -1 ? file : file.slice(0, query);
  const start = section.indexOf("/", section.indexOf("//") + 2);
  const folders = section
    .slice(start)
    .split("/")
    .map((part) => (COUNTED.test(part) ? "*" : part))
    .join("/");
  return section.slice(0, start) + folders + fileShape(name, query !== -1) + (query === -1 ? "" : queryShape(file.slice(query + 1)));
}

/** With a query it is the query that varies; the name of the script stays. */
function fileShape(name: string, hasQuery: boolean): string {
  if (name === "" || (hasQuery && !COUNTED.test(name))) return name;
  return `*${ENDING.exec(name)?.[0] ?? ""}`;
}

function queryShape(query: string): string {
  const names = query.split("&").map((pair) => {
    const equals = pair.indexOf("=");
    return equals === -1 ? "*" : `${pair.slice(0, equals)}=*`;
  });
  return `?${names.join("&")}`;
}
