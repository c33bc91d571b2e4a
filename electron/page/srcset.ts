const SPACE = /[\t\n\f\r ]/;

/**
 * The addresses of a srcset attribute, in order. HTML standard, "parse a srcset attribute"; candidates with descriptors that
 * are not valid are named too, since a browser may yet choose them.
 */
export function srcsetUrls(srcset: string): readonly string[] {
  const urls: string[] = [];
  let at = 0;
  while (at < srcset.length) {
    while (at < srcset.length && (srcset[at] === "," || SPACE.test(srcset[at] as string))) at++;
    if (at >= srcset.length) break;
    const start = at;
    while (at < srcset.length && !SPACE.test(srcset[at] as string)) at++;
    let end = at;
    while (end > start && srcset[end - 1] === ",") end--;
    if (end > start) urls.push(srcset.slice(start, end));
    if (end === at) at = skipDescriptors(srcset, at);
  }
  return urls;
}

/** Returns what is behind the comma that ends the descriptors; commas in parentheses do not. */
function skipDescriptors(srcset: string, start: number): number {
  let isInParentheses = false;
  let at = start;
  for (; at < srcset.length; at++) {
    const char = srcset[at];
    if (char === "(") isInParentheses = true;
    else if (char === ")") isInParentheses = false;
    else if (char === "," && !isInParentheses) break;
  }
  return at;
}
