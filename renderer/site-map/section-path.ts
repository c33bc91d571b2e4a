/** The section that an address stands in: the address up to the last slash of its path; "" for what is no address. */
export function sectionOfAddress(address: string): string {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]+)([^?#]*)/i.exec(address);
  if (match === null) return "";
  const [, origin = "", path = ""] = match;
  return origin + path.slice(0, path.lastIndexOf("/") + 1) + (path === "" ? "/" : "");
}

/** The sections from the top to one, both among them: "", "https://a/", "https://a/b/" for "https://a/b/". */
export function sectionPath(prefix: string): readonly string[] {
  const match = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]+\/)(.*)$/i.exec(prefix);
  if (match === null) return [""];
  const [, origin = "", path = ""] = match;
  const found = ["", origin];
  for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) found.push(origin + path.slice(0, at + 1));
  return found;
}

/** The section above another; "" for a host and for "" itself. */
export function sectionAbove(prefix: string): string {
  return sectionPath(prefix).at(-2) ?? "";
}

/** The name of a section by itself: its last folder with its slash, or the host; "" for the top. */
export function sectionName(prefix: string): string {
  const above = sectionAbove(prefix);
  return above === "" ? prefix.replace(/^[a-z][a-z0-9+.-]*:\/\/|\/$/gi, "") : prefix.slice(above.length);
}
