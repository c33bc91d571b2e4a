import { LINK_POSITIONS, type LinkPosition } from "#contract/words.ts";
import { STATE } from "#page/open-elements.ts";
import { TAG, TRAIT } from "#page/tags.ts";

const position = (name: LinkPosition): number => LINK_POSITIONS.indexOf(name);
/** Position of links in the head, as an index of LINK_POSITIONS. */
export const HEAD = position("head");
/** Position of links in no special part of the page. */
export const CONTENT = position("content");

/** Where links stand that are inside an element with such a role. */
const ROLE_POSITIONS: ReadonlyMap<string, number> = new Map([
  ["banner", position("header")],
  ["navigation", position("nav")],
  ["main", CONTENT],
  ["complementary", position("aside")],
  ["contentinfo", position("footer")],
]);
/** Where links stand that are inside such an element. */
const TAG_POSITIONS: ReadonlyMap<number, number> = new Map([
  [TAG.header, position("header")],
  [TAG.nav, position("nav")],
  [TAG.main, CONTENT],
  [TAG.aside, position("aside")],
  [TAG.footer, position("footer")],
]);

/** Elements that are special only in drawings and formulas. */
const FOREIGN_STATES: ReadonlyMap<number, number> = new Map([
  [TAG.title, STATE.svgTitle | STATE.raw],
  [TAG.desc, STATE.raw],
  [TAG.metadata, STATE.raw],
  [TAG.annotation, STATE.raw],
  [TAG["annotation-xml"], STATE.raw],
  [TAG.style, STATE.raw],
  [TAG.script, STATE.raw],
]);
/** Elements of formulas whose contents are HTML again. */
const MATH_TEXT_TAGS: ReadonlySet<number> = new Set([TAG.mi, TAG.mn, TAG.mo, TAG.ms, TAG.mtext]);
/** Elements that say the same in a drawing as in HTML, or something like it. */
export const DRAWING_READERS: ReadonlySet<number> = new Set([TAG.a, TAG.image, TAG.script]);
/** Elements whose contents are no markup and no text of the page. */
export const RAW_TAGS: ReadonlySet<number> = new Set([
  TAG.script,
  TAG.style,
  TAG.iframe,
  TAG.noembed,
  TAG.noframes,
  TAG.textarea,
  TAG.title,
]);
/** What a start tag closes: see SIBLINGS. */
export interface Siblings {
  readonly closes: readonly number[];
  readonly barrier: number;
}

const CELLS: Siblings = { closes: [TAG.td, TAG.th, TAG.caption], barrier: TRAIT.tableScope };
const ROWS: Siblings = { closes: [TAG.tr, TAG.caption], barrier: TRAIT.tableScope };
const ROW_GROUPS: Siblings = { closes: [TAG.tbody, TAG.thead, TAG.tfoot, TAG.caption], barrier: TRAIT.tableScope };
const TERMS: Siblings = { closes: [TAG.dd, TAG.dt], barrier: TRAIT.listScope };

/** Elements whose start tag closes the nearest of `closes` that `barrier` lets it reach. */
export const SIBLINGS: ReadonlyMap<number, Siblings> = new Map([
  [TAG.li, { closes: [TAG.li], barrier: TRAIT.listScope }],
  [TAG.dd, TERMS],
  [TAG.dt, TERMS],
  [TAG.td, CELLS],
  [TAG.th, CELLS],
  [TAG.tr, ROWS],
  [TAG.tbody, ROW_GROUPS],
  [TAG.thead, ROW_GROUPS],
  [TAG.tfoot, ROW_GROUPS],
]);

/** Position of the links inside an element, from its role or its name; undefined when it is that of what is around it. */
export function positionInside(tag: number, role: string | null): number | undefined {
  const named = role === null ? undefined : ROLE_POSITIONS.get(role.trim().split(/\s/, 1)[0]?.toLowerCase() ?? "");
  return named ?? TAG_POSITIONS.get(tag);
}

/** The state inside an element of a drawing or formula. */
export function foreignState(tag: number, around: number): number {
  const inside = tag === TAG.title && (around & STATE.svg) === 0 ? undefined : FOREIGN_STATES.get(tag);
  if (inside !== undefined) return (around & ~(tag === TAG.title || tag === TAG.desc ? STATE.svg : 0)) | inside;
  if (MATH_TEXT_TAGS.has(tag) && (around & STATE.math) !== 0) return around & ~STATE.math;
  if (tag === TAG.foreignobject) return around & ~(STATE.svg | STATE.unseen);
  return tag === TAG.text ? around & ~STATE.unseen : around;
}
