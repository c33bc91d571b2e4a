import { foldCase } from "#store/reader-filter.ts";

/** A folder that rows are in, and how many are in it and not in a folder below it. */
interface Folder {
  readonly address: string;
  /** As addresses are compared: without regard to case. */
  readonly key: string;
  readonly count: number;
}

/**
 * The groups of the facet `section`: folder -> rows at or below it. Offered are the folders directly below the deepest folder
 * that all rows are in, or that folder itself when none lies below it. A picked folder is offered too, and is opened as in a tree: what lies between the common folder and it,
 * and below each of these folders the next level. `counted` are the rows of each section as the column has it.
 */
export function sectionGroups(counted: ReadonlyMap<string, number>, picked: readonly string[]): Map<string, number> {
  const folders = foldersOf(counted);
  const picks = picked.map((address) => foldCase(address));
  const groups = new Map<string, { readonly address: string; count: number }>();
  const open = (prefix: string, among: readonly Folder[]): void => {
    for (const [key, below] of levelBelow(commonFolder(prefix, among), among)) {
      if (groups.has(key)) continue;
      groups.set(key, { address: addressOf(key, below), count: countOf(below) });
      if (picks.some((pick) => pick.startsWith(key))) open(key, below);
    }
  };
  open("", folders);
  if (groups.size === 0 && folders.length > 0)
    groups.set(commonFolder("", folders), { address: folders[0]!.address, count: countOf(folders) });
  picks.forEach((key, index) => {
    if (groups.has(key)) return;
    const below = folders.filter((folder) => folder.key.startsWith(key));
    groups.set(key, { address: picked[index]!, count: countOf(below) });
    open(key, below);
  });
  return new Map([...groups.values()].map(({ address, count }) => [address, count]));
}

/** Sections that differ in case only are one folder, since an address is compared without regard to case; the first in order names it. */
function foldersOf(counted: ReadonlyMap<string, number>): Folder[] {
  const folders = new Map<string, { address: string; readonly key: string; count: number }>();
  for (const [address, count] of counted) {
    const key = ASCII.test(address) ? address.toLowerCase() : foldCase(address);
    const known = folders.get(key);
    if (known === undefined) folders.set(key, { address, key, count });
    else {
      if (address < known.address) known.address = address;
      known.count += count;
    }
  }
  return [...folders.values()];
}

const ASCII = /^[\x00-\x7f]*$/; // oxlint-disable-line no-control-regex

/** The address of a folder as the first in order of those below it writes it. */
function addressOf(key: string, below: readonly Folder[]): string {
  let first = below[0]!.address;
  for (const { address } of below) if (address < first) first = address;
  return first.slice(0, key.length);
}

const countOf = (folders: readonly Folder[]): number => folders.reduce((sum, { count }) => sum + count, 0);

/** The deepest folder at or below `prefix` that all of these are in; "" when they share no host. */
function commonFolder(prefix: string, among: readonly Folder[]): string {
  const first = among[0]?.key ?? "";
  let length = first.length;
  for (const { key } of among) {
    if (key.startsWith(first.slice(0, length))) continue;
    let same = 0;
    while (key[same] === first[same]) same++;
    length = same;
  }
  const common = first.slice(0, first.lastIndexOf("/", length - 1) + 1);
  return common.length > prefix.length && common.length > hostStart(first) ? common : prefix;
}

/** Each folder directly below `parent` with all that is in it. */
function levelBelow(parent: string, among: readonly Folder[]): Map<string, Folder[]> {
  const level = new Map<string, Folder[]>();
  for (const folder of among) {
    if (folder.key.length <= parent.length) continue;
    const slash = folder.key.indexOf("/", Math.max(parent.length, hostStart(folder.key)));
    const key = slash === -1 ? folder.key : folder.key.slice(0, slash + 1);
    const below = level.get(key);
    if (below === undefined) level.set(key, [folder]);
    else below.push(folder);
  }
  return level;
}

const hostStart = (address: string): number => address.indexOf("//") + 2;
