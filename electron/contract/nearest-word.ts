/** The word among `words` that `typed` was probably meant to be; null when none is near. Case, `-` and `_` do not count. */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  const plain = (word: string) => word.toLowerCase().replaceAll(/[-_]/g, "");
  const target = plain(typed);
  if (target.length > 60) return null;
  const near = words
    .map((word) => ({ word, edits: editDistance(target, plain(word)) }))
    .toSorted((a, b) => a.edits - b.edits)
    .at(0);
  return near !== undefined && near.edits <= (target.length < 5 ? 1 : Math.max(2, Math.floor(target.length / 4))) ? near.word : null;
}

/** How many letters have to be added, removed or replaced (Levenshtein). */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replaced = previous[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[to.length]!;
}
