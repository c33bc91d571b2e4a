/** One Allow or Disallow line. */
export interface RobotsRule {
  readonly allows: boolean;
  /** The pattern as it is compared: escapes normalised (RFC 9309 §2.2.2). */
  readonly pattern: string;
  /** The line as written, with its number. */
  readonly text: string;
}

interface Group {
  readonly agents: string[];
  readonly rules: RobotsRule[];
  crawlDelayMs: number | null;
}

/** What a robots.txt says, by groups. */
export interface Robots {
  readonly groups: readonly Group[];
  /** Addresses of `Sitemap` lines, as written. */
  readonly sitemaps: readonly string[];
}

/** The part of a robots.txt that concerns one crawler. */
export interface AgentRules {
  readonly rules: readonly RobotsRule[];
  /** Crawl-delay; null when there is none. No part of RFC 9309, but widely written and honoured. */
  readonly crawlDelayMs: number | null;
}

/** What robots.txt says about one address. `rule` is the line that decided; null when none did. */
export interface RobotsVerdictOfRules {
  readonly allowed: boolean;
  readonly rule: string | null;
}

const LONGEST_PATTERN = 2_048;

/** Reads a robots.txt (RFC 9309 §2.2). Never fails: what is not understood is passed over. The caller limits its size. */
export function parseRobots(text: string): Robots {
  const groups: Group[] = [];
  const sitemaps: string[] = [];
  let group: Group | null = null;
  let isNamingAgents = false;
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
    .entries()) {
    const field = fieldOf(line);
    if (field === null) continue;
    const [name, value] = field;
    if (name === "sitemap") sitemaps.push(value);
    else if (name === "user-agent") {
      if (group === null || !isNamingAgents) groups.push((group = { agents: [], rules: [], crawlDelayMs: null }));
      group.agents.push(agentToken(value));
      isNamingAgents = true;
    } else if (name === "allow" || name === "disallow") {
      isNamingAgents = false;
      if (value !== "") group?.rules.push(ruleOf(name === "allow", value, line, index + 1));
    } else if (name === "crawl-delay") {
      isNamingAgents = false;
      if (group !== null && /^\d+(?:\.\d+)?$/.test(value)) group.crawlDelayMs ??= Math.round(Number(value) * 1000);
    }
  }
  return { groups, sitemaps };
}

/**
 * The rules for a crawler, by its product token: of all groups that name it, together; of those for `*` when none does
 * (RFC 9309 §2.2.1).
 */
export function rulesFor(robots: Robots, token: string): AgentRules {
  const named = robots.groups.filter((group) => group.agents.includes(agentToken(token)));
  const groups = named.length > 0 ? named : robots.groups.filter((group) => group.agents.includes("*"));
  const delays = groups.flatMap((group) => (group.crawlDelayMs === null ? [] : [group.crawlDelayMs]));
  return { rules: groups.flatMap((group) => group.rules), crawlDelayMs: delays.length === 0 ? null : Math.max(...delays) };
}

/** Judges an address: the longest pattern that matches counts, of two equally long ones the one that allows (§2.2.2). */
export function verdictOf(rules: AgentRules, url: string): RobotsVerdictOfRules {
  const path = pathOf(url);
  if (path === "/robots.txt") return { allowed: true, rule: null };
  let best: RobotsRule | null = null;
  for (const rule of rules.rules) {
    const isBetter =
      best === null || rule.pattern.length > best.pattern.length || (rule.pattern.length === best.pattern.length && rule.allows);
    if (isBetter && matches(rule.pattern, path)) best = rule;
  }
  return { allowed: best?.allows ?? true, rule: best?.text ?? null };
}

function fieldOf(line: string): readonly [name: string, value: string] | null {
  const bare = line.split("#", 1)[0]!;
  const colon = bare.indexOf(":");
  if (colon === -1) return null;
  return [bare.slice(0, colon).trim().toLowerCase(), bare.slice(colon + 1).trim()];
}

function ruleOf(allows: boolean, value: string, line: string, number: number): RobotsRule {
  const text = line.trim().slice(0, 200).toWellFormed();
  return { allows, pattern: withLiteralSigns(normaliseEscapes(value.slice(0, LONGEST_PATTERN))), text: `${text} (line ${number})` };
}

/** Only at its end does a `$` mean the end of the path. */
const withLiteralSigns = (pattern: string): string => pattern.replace(/\$(?!$)/g, "%24");

/** `Orbweaver/1.0` names the product Orbweaver; case makes no difference. */
function agentToken(value: string): string {
  return value.trim() === "*" ? "*" : (/^[A-Za-z_-]+/.exec(value.trim())?.[0] ?? "").toLowerCase();
}

function pathOf(url: string): string {
  const start = url.indexOf("/", url.indexOf("//") + 2);
  const path = start === -1 ? "/" : url.slice(start);
  return escapeSigns(normaliseEscapes(path.split("#", 1)[0]!));
}

/** `*` and `$` that stand for themselves, as they are compared: a rule writes them `%2A` and `%24` (§2.2.3). */
const escapeSigns = (path: string): string => path.replaceAll("*", "%2A").replaceAll("$", "%24");

/** Escapes in upper case, unreserved characters plain, and what is not ASCII escaped, so that both sides compare by octets. */
function normaliseEscapes(text: string): string {
  if (/^[\x21-\x24\x26-\x7e]*$/.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[^\x21-\x7e]+/g, (other) => encodeURIComponent(other))
    .replace(/%([0-9a-fA-F]{2})/g, (escape, digits: string) => {
      const character = String.fromCharCode(Number.parseInt(digits, 16));
      return /[A-Za-z0-9\-._~]/.test(character) ? character : escape.toUpperCase();
    });
}

/**
 * Whether a pattern with `*` (anything) and a final `$` (end) matches the beginning of a path. Each piece between stars is
 * looked for once, at the first place it may stand: linear in practice, and never more than pattern times path.
 */
function matches(pattern: string, path: string): boolean {
  const isAnchored = pattern.endsWith("$");
  const pieces = (isAnchored ? pattern.slice(0, -1) : pattern).split("*");
  const first = pieces.shift()!;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  if (pieces.length === 0) return !isAnchored || at === path.length;
  const last = isAnchored ? pieces.pop()! : "";
  for (const piece of pieces) {
    const found = path.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return !isAnchored || (path.length - last.length >= at && path.endsWith(last));
}
