/** The folder an http(s) address is in: the address up to the last slash of its path. "" for any other address. */
export function sectionOf(url: string): string {
  const host = url.indexOf("//") + 2;
  if (host === 1) return "";
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  const slash = path.lastIndexOf("/");
  return slash < host ? "" : path.slice(0, slash + 1);
}
