import { parseRegex, type CharacterSet, type RegexNode, UnsupportedSyntax } from "#url/regex-syntax.ts";

/** A test of texts whose time grows with the length of the text at most, times the size of the expression. */
export type LinearTest = (text: string) => boolean;

/** Steps of a program; a repetition such as {1,500} takes as many as if it were written out. */
const MOST_STEPS = 2000;

const OP = { set: 0, fork: 1, start: 2, end: 3, boundary: 4, "no-boundary": 5, found: 6 } as const;
type Op = (typeof OP)[keyof typeof OP];

/** `next` is where a step leads; a fork leads to `other` too. */
interface Step {
  readonly op: Op;
  readonly set: CharacterSet | null;
  next: number;
  other: number;
}

/**
 * A JavaScript regular expression that no text can make slow: all ways through it are followed side by side (Thompson's
 * construction) instead of one after the other. Look-aheads are possible right behind a leading `^`. Returns a sentence
 * about what is wrong when the expression is not valid or asks for more.
 */
export function compileLinearRegex(source: string, flags: string): LinearTest | { readonly problem: string } {
  try {
    new RegExp(source, flags);
  } catch (error) {
    return { problem: `${(error instanceof Error ? error.message : String(error)).replace(/^.*: (?=[^:]*$)/s, "")}.` };
  }
  try {
    return compileTree(parseRegex(source, flags));
  } catch (error) {
    if (error instanceof UnsupportedSyntax) return { problem: error.message };
    throw error;
  }
}

/** A test for a tree. Throws `UnsupportedSyntax` for a tree that is too large, or looks ahead elsewhere than at its start. */
export function compileTree(tree: RegexNode): LinearTest {
  const parts = tree.kind === "all" ? tree.parts : [tree];
  const afterLooks = parts.findIndex((part, index) => index > 0 && part.kind !== "look");
  const looks = parts[0]?.kind === "assert" && parts[0].what === "start" ? parts.slice(1, afterLooks === -1 ? parts.length : afterLooks) : [];
  const rest = looks.length === 0 ? tree : { kind: "all" as const, parts: [parts[0]!, ...parts.slice(1 + looks.length)] };
  const conditions = looks.flatMap((look) => (look.kind === "look" ? [{ test: runnerOf(atStart(look.body)), negative: look.negative }] : []));
  const test = runnerOf(rest);
  if (conditions.length === 0) return test;
  return (text) => conditions.every((condition) => condition.test(text) !== condition.negative) && test(text);
}

const atStart = (body: RegexNode): RegexNode => ({ kind: "all", parts: [{ kind: "assert", what: "start" }, body] });

function runnerOf(tree: RegexNode): LinearTest {
  if (stepsOf(tree) > MOST_STEPS) throw new UnsupportedSyntax("the expression is too large; use smaller numbers in {…}.");
  const steps: Step[] = [];
  emit(tree, steps);
  steps.push({ op: OP.found, set: null, next: -1, other: -1 });
  const run = new Run(steps);
  return (text) => run.finds(text);
}

function stepsOf(node: RegexNode): number {
  switch (node.kind) {
    case "all": return node.parts.reduce((sum, part) => sum + stepsOf(part), 0);
    case "any": return node.options.reduce((sum, option) => sum + stepsOf(option) + 2, 0);
    case "repeat": return (stepsOf(node.body) + 2) * Math.max(1, node.max === Infinity ? node.min + 1 : node.max);
    default: return 1;
  }
}

/** Appends the steps of a node; they lead to the step that is appended next. */
function emit(node: RegexNode, steps: Step[]): void {
  switch (node.kind) {
    case "set": push(steps, OP.set, node.set); break;
    case "assert": push(steps, OP[node.what]); break;
    case "all": for (const part of node.parts) emit(part, steps); break;
    case "any": emitOptions(node.options, steps); break;
    case "repeat": emitRepeat(node, steps); break;
    case "look": throw new UnsupportedSyntax("look-aheads can only be used right behind a ^ at the beginning.");
  }
}

function push(steps: Step[], op: Op, set: CharacterSet | null = null): Step {
  const step: Step = { op, set, next: steps.length + 1, other: -1 };
  steps.push(step);
  return step;
}

function emitOptions(options: readonly RegexNode[], steps: Step[]): void {
  const ends: Step[] = [];
  for (const [index, option] of options.entries()) {
    const fork = index < options.length - 1 ? push(steps, OP.fork) : null;
    emit(option, steps);
    if (fork === null) continue;
    ends.push(push(steps, OP.fork));
    fork.other = steps.length;
  }
  for (const end of ends) end.next = steps.length;
}

function emitRepeat({ body, min, max }: Extract<RegexNode, { kind: "repeat" }>, steps: Step[]): void {
  for (let count = 0; count < min; count += 1) emit(body, steps);
  if (max === Infinity) {
    const start = steps.length;
    const fork = push(steps, OP.fork);
    emit(body, steps);
    push(steps, OP.fork).next = start;
    fork.other = steps.length;
    return;
  }
  const forks: Step[] = [];
  for (let count = min; count < max; count += 1) {
    forks.push(push(steps, OP.fork));
    emit(body, steps);
  }
  for (const fork of forks) fork.other = steps.length;
}

/** Goes through texts, each once, keeping the set of steps that may come next. */
class Run {
  readonly #steps: readonly Step[];
  readonly #isAnchored: boolean;
  /** Characters with which a match can begin; null when it depends on where they stand. */
  readonly #first: Uint8Array | null;
  /** For each step, the round in which it was last reached. Rounds are never used again, so nothing is cleared. */
  readonly #reachedIn: Float64Array;
  #round = 0;
  #places: number[] = [];
  #upcoming: number[] = [];

  constructor(steps: readonly Step[]) {
    this.#steps = steps;
    this.#isAnchored = steps[0]!.op === OP.start;
    this.#reachedIn = new Float64Array(steps.length);
    this.#first = this.#isAnchored ? null : firstCharacters(steps);
  }

  finds(text: string): boolean {
    this.#places.length = 0;
    this.#round += 1;
    for (let at = 0; at <= text.length; at += 1, this.#round += 1) {
      const code = text.charCodeAt(at);
      if (this.#mayBegin(at, code) && this.#reach(0, text, at, this.#places)) return true;
      if (this.#places.length === 0 && this.#isAnchored) return false;
      if (this.#advance(text, at, code)) return true;
    }
    return false;
  }

  #mayBegin(at: number, code: number): boolean {
    if (this.#isAnchored) return at === 0;
    return this.#first === null || code >= 128 || this.#first[code] === 1;
  }

  /** Takes the character at `at`. True when that completes a match. */
  #advance(text: string, at: number, code: number): boolean {
    const places = this.#places;
    const upcoming = this.#upcoming;
    upcoming.length = 0;
    this.#round += 1;
    for (let index = 0; index < places.length; index += 1) {
      const { set, next } = this.#steps[places[index]!]!;
      const isAccepted = code < 128 ? set!.ascii[code] === 1 : at < text.length && set!.other(text[at]!);
      if (isAccepted && this.#reach(next, text, at + 1, upcoming)) return true;
    }
    this.#places = upcoming;
    this.#upcoming = places;
    this.#round -= 1;
    return false;
  }

  /** Adds a step to `reached`, and all that can be reached from it without a character. True when that is the end. */
  #reach(first: number, text: string, at: number, reached: number[]): boolean {
    // A fork remembers its other way by recursion, at most once for each step and character.
    for (let index = first; ; ) {
      if (this.#reachedIn[index] === this.#round) return false;
      this.#reachedIn[index] = this.#round;
      const { op, next, other } = this.#steps[index]!;
      if (op === OP.set) {
        reached.push(index);
        return false;
      }
      if (op === OP.found) return true;
      if (op !== OP.fork && !holds(op, text, at)) return false;
      if (other !== -1 && this.#reach(other, text, at, reached)) return true;
      index = next;
    }
  }
}

/** The characters that the first step to take one accepts; null when assertions or an empty match come before that. */
function firstCharacters(steps: readonly Step[]): Uint8Array | null {
  const first = new Uint8Array(128);
  const seen = new Set<number>();
  const pending = [0];
  for (let index = pending.pop(); index !== undefined; index = pending.pop()) {
    if (index === -1 || seen.has(index)) continue;
    seen.add(index);
    const { op, set, next, other } = steps[index]!;
    if (op === OP.fork) pending.push(next, other);
    else if (set === null) return null;
    else for (let code = 0; code < 128; code += 1) first[code]! |= set.ascii[code]!;
  }
  return first;
}

function holds(op: Op, text: string, at: number): boolean {
  if (op === OP.start) return at === 0;
  if (op === OP.end) return at === text.length;
  return (isWord(text, at - 1) !== isWord(text, at)) === (op === OP.boundary);
}

const isWord = (text: string, at: number): boolean => at >= 0 && at < text.length && /\w/.test(text[at]!);
