/** The name of a picture: site, kind and section without what file systems do not like. */
export function pictureName(prefix: string, kind: string, ending: "png" | "svg"): string {
  const section = prefix
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
    .replace(/[^\p{L}\p{N}.-]+/gu, "-")
    .replace(/^[.-]+|[.-]+$/g, "")
    .slice(0, 100);
  return `${section === "" ? "site" : section}-${kind}.${ending}`;
}
