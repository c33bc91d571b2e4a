/** Whether an address can be opened in a browser: http or https and nothing else. */
export function isWebAddress(address: string): boolean {
  const { protocol } = URL.parse(address) ?? {};
  return protocol === "http:" || protocol === "https:";
}

/** The folder that an address is in, with its slash; null for what is not an address of the web. */
export function folderOf(address: string): string | null {
  if (!isWebAddress(address)) return null;
  const path = address.replace(/[?#].*$/, "");
  const slash = path.lastIndexOf("/");
  return slash < path.indexOf("//") + 2 ? `${path}/` : path.slice(0, slash + 1);
}
