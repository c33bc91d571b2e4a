import { describe, expect, it } from "vitest";
import { crawlConfigSchema, type CrawlConfigInput } from "#contract/config.ts";
import type { LinkKind } from "#contract/words.ts";
import { createScope, type ScopeQuestion } from "#engine/scope.ts";

const START = "https://www.example.com/";
const decide = (question: Partial<ScopeQuestion> & { url: string }, config: CrawlConfigInput = {}) =>
  createScope(crawlConfigSchema.parse(config), [START]).decide({ kind: "a", depth: 1, redirects: 0, nofollow: false, ...question });
const reasonOf = (question: Partial<ScopeQuestion> & { url: string }, config?: CrawlConfigInput) => {
  const decision = decide(question, config);
  return decision.kind === "excluded" ? decision.reason : decision.purpose;
};

describe("scope", () => {
  it("wants pages of the site, with and without www, and says of others that they are on another site", () => {
    expect(reasonOf({ url: "https://example.com/a" })).toBe("page");
    expect(reasonOf({ url: "http://www.example.com/a" })).toBe("page");
    expect(decide({ url: "https://notexample.com/" })).toEqual({
      kind: "excluded",
      reason: "scope",
      rule: "notexample.com",
      internal: false,
    });
    expect(reasonOf({ url: "https://example.com.evil.org/" })).toBe("scope");
    expect(reasonOf({ url: "https://example.com:8443/" })).toBe("scope");
  });

  it("counts subdomains to the site only when told to", () => {
    expect(reasonOf({ url: "https://shop.example.com/" })).toBe("scope");
    expect(reasonOf({ url: "https://shop.example.com/" }, { subdomains: true })).toBe("page");
    expect(reasonOf({ url: "https://notexample.com/" }, { subdomains: true })).toBe("scope");
  });

  it("only checks other sites when it is to check them", () => {
    expect(decide({ url: "https://other.org/" }, { external: "check" })).toEqual({ kind: "wanted", purpose: "check", internal: false });
  });

  it("records what pages embed and fetches it only on request", () => {
    expect(decide({ url: "https://example.com/x.png", kind: "img" })).toEqual({
      kind: "excluded",
      reason: "resource",
      rule: "img",
      internal: true,
    });
    expect(reasonOf({ url: "https://example.com/x.png", kind: "img" }, { resources: "check" })).toBe("resource");
    expect(reasonOf({ url: "https://cdn.org/x.png", kind: "img" }, { resources: "check" })).toBe("scope");
    expect(reasonOf({ url: "https://cdn.org/x.png", kind: "img" }, { resources: "check", external: "check" })).toBe("resource");
    expect(reasonOf({ url: "https://example.com/x.png", kind: "img" }, { resources: "check", exclude: ["*.png"] })).toBe("pattern");
  });

  it.each<LinkKind>(["canonical", "alternate", "next", "prev", "form", "link", "header"])(
    "does not follow what is named as %s, and says so",
    (kind) => {
      expect(decide({ url: "https://example.com/x", kind })).toEqual({
        kind: "excluded",
        reason: "not-followed",
        rule: kind,
        internal: true,
      });
    },
  );

  it("lets exclude win over include, and names the pattern", () => {
    const config = { include: ["/blog/**"], exclude: ["/blog/drafts/"] };
    expect(reasonOf({ url: "https://example.com/blog/a" }, config)).toBe("page");
    expect(reasonOf({ url: "https://example.com/shop" }, config)).toBe("not-included");
    expect(decide({ url: "https://example.com/blog/drafts/x" }, config)).toMatchObject({ reason: "pattern", rule: "/blog/drafts/" });
  });

  it("always takes start addresses, whatever the patterns say", () => {
    expect(reasonOf({ url: "https://example.com/x", kind: "seed" }, { include: ["/blog/**"], exclude: ["/x"] })).toBe("page");
  });

  it("goes as deep as allowed and no deeper", () => {
    expect(reasonOf({ url: "https://example.com/x", depth: 3 }, { maxDepth: 3 })).toBe("page");
    expect(decide({ url: "https://example.com/x", depth: 4 }, { maxDepth: 3 })).toMatchObject({ reason: "depth", rule: "maxDepth 3" });
  });

  it("honours nofollow only when told to", () => {
    expect(reasonOf({ url: "https://example.com/x", nofollow: true })).toBe("page");
    expect(reasonOf({ url: "https://example.com/x", nofollow: true }, { nofollow: "obey" })).toBe("nofollow");
  });

  it("takes a path that repeats itself for a trap", () => {
    expect(reasonOf({ url: "https://example.com/a/b/a/b/a/b/a/b/" })).toBe("page");
    expect(reasonOf({ url: "https://example.com/a/b/a/b/a/b/a/b/a/" })).toBe("trap");
    expect(reasonOf({ url: "https://example.com/a/a/a/a/a/a/" }, { maxPathRepeats: 0 })).toBe("page");
  });

  it("follows only redirects in list mode", () => {
    expect(reasonOf({ url: "https://example.com/x" }, { mode: "list" })).toBe("not-followed");
    expect(reasonOf({ url: "https://example.com/x", kind: "redirect", redirects: 1 }, { mode: "list" })).toBe("page");
    expect(reasonOf({ url: "https://other.org/x", kind: "redirect", redirects: 1 }, { mode: "list" })).toBe("page");
  });

  it("ends a chain of redirects at its limit, and one that leaves the site where it leaves", () => {
    expect(reasonOf({ url: "https://example.com/x", kind: "redirect", redirects: 10 })).toBe("page");
    expect(reasonOf({ url: "https://example.com/x", kind: "redirect", redirects: 11 })).toBe("redirect-limit");
    expect(reasonOf({ url: "https://other.org/x", kind: "redirect", redirects: 1 })).toBe("scope");
  });
});
