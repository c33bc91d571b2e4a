import type { CrawlConfig } from "#contract/config.ts";

/** The part of the configuration that steering changes. */
export type Steering = Pick<CrawlConfig, "exclude" | "caps">;

/** A rule that keeps waiting addresses from being asked for. */
export type SteeringRule =
  | { readonly kind: "stop"; readonly pattern: string }
  | { readonly kind: "cap"; readonly pattern: string; readonly pages: number };

/** The rules of a configuration, in the order given. */
export function rulesOf({ exclude, caps }: Steering): readonly SteeringRule[] {
  return [
    ...exclude.map((pattern): SteeringRule => ({ kind: "stop", pattern })),
    ...Object.entries(caps).map(([pattern, pages]): SteeringRule => ({ kind: "cap", pattern, pages })),
  ];
}

/** The configuration with one rule more; a rule on the same pattern is replaced. */
export function withRule(steering: Steering, rule: SteeringRule): Steering {
  const { exclude, caps } = withoutRule(steering, rule);
  return rule.kind === "stop" ? { exclude: [...exclude, rule.pattern], caps } : { exclude, caps: { ...caps, [rule.pattern]: rule.pages } };
}

/** The configuration without the rule of this kind and pattern. */
export function withoutRule({ exclude, caps }: Steering, rule: SteeringRule): Steering {
  if (rule.kind === "stop") return { exclude: exclude.filter((pattern) => pattern !== rule.pattern), caps };
  const { [rule.pattern]: _, ...others } = caps;
  return { exclude, caps: others };
}

/** The pattern that takes a group of waiting addresses: a section with everything below it, or a shape as it is. */
export function patternOf(by: "section" | "shape", group: string): string {
  return by === "section" ? `${group}**` : group;
}
