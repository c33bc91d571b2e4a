/**
 * The folder an http(s) address is in: the address up to the last slash of its path. An address that has no path is in the folder
 * at the top of its host. "" for any other address.
 */
export function sectionOf(url: string): string {
  if (!url.startsWith("https://") && !url.startsWith("http://")) return "";
  const end = url.search(/[?#]/);
  const path = end === -1 ? url : url.slice(0, end);
  const slash = path.lastIndexOf("/");
  return slash < url.indexOf("//") + 2 ? `${path}/` : path.slice(0, slash + 1);
}
