/**
 * The pattern that takes the folder of an address and everything below it: `/docs/**` for `example.com/docs/a.html`. Null when the
 * address names no folder. A last part without a point counts as a folder: `/docs` is `/docs/**`.
 */
export function sectionPattern(address: string): string | null {
  const typed = address.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (url === null) return null;
  const parts = url.pathname.split("/").filter(Boolean);
  if (!url.pathname.endsWith("/") && parts.at(-1)?.includes(".") === true) parts.pop();
  return parts.length === 0 ? null : `/${parts.join("/")}/**`;
}
