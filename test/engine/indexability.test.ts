import { describe, expect, it } from "vitest";
import type { MediaKind } from "#contract/words.ts";
import { indexability } from "#engine/indexability.ts";
import type { Answer, VisitOutcome } from "#engine/ports.ts";
import type { PageFacts } from "#page/facts.ts";

const URL = "http://site.test/page";

interface Shown {
  readonly status?: number;
  readonly xRobotsTag?: string;
  readonly mediaKind?: MediaKind;
  readonly blocked?: "challenge";
  /** Facts of the page; null: it is none. */
  readonly facts?: Partial<PageFacts> | null;
}

function verdict({ status = 200, xRobotsTag = "", mediaKind = "html", blocked, facts = {} }: Shown): string {
  const outcome = {
    kind: "answer",
    id: 1,
    answer: { status, xRobotsTag, mediaKind } as Answer,
    links: { urls: [], links: [], oddities: [], leftOut: 0 },
    facts: facts === null ? null : ({ metaRobots: "", canonical: null, metaRefresh: null, ...facts } as PageFacts),
    blocked: blocked ?? null,
    html: null,
    robotsText: null,
  } satisfies Extract<VisitOutcome, { kind: "answer" }>;
  const { indexable, reason } = indexability(URL, outcome);
  return indexable ? `indexable${reason === null ? "" : ` although ${reason}`}` : String(reason);
}

describe("indexability", () => {
  it("an ordinary page may be listed, and so may one that names itself as canonical or refreshes itself", () => {
    expect(verdict({})).toBe("indexable");
    expect(verdict({ facts: { canonical: URL } })).toBe("indexable");
    expect(verdict({ facts: { metaRefresh: URL } })).toBe("indexable");
  });

  it.each([
    [301, "redirect"],
    [304, "redirect"],
    [404, "status 404"],
    [410, "status 410"],
    [500, "status 500"],
    [999, "status 999"],
    [101, "status 101"],
  ])("a page with status %i may not be listed: %s", (status, reason) => {
    expect(verdict({ status })).toBe(reason);
  });

  it.each(["noindex", "nofollow, noindex", "noindex, nofollow", "none", "noarchive,noindex", "noindex,noarchive"])(
    "%s keeps a page out, in a header as in a meta",
    (directives) => {
      expect(verdict({ xRobotsTag: directives })).toBe("noindex");
      expect(verdict({ facts: { metaRobots: directives } })).toBe("noindex");
    },
  );

  it.each(["", "index, follow", "nofollow", "noindexer", "max-snippet:-1", "unavailable_after: none of these", "all"])(
    "%j keeps no page out",
    (directives) => {
      expect(verdict({ xRobotsTag: directives })).toBe("indexable");
      expect(verdict({ facts: { metaRobots: directives } })).toBe("indexable");
    },
  );

  it("a page that sends its visitors on, or names another as canonical, is not listed itself", () => {
    expect(verdict({ facts: { metaRefresh: "http://site.test/other" } })).toBe("redirect");
    expect(verdict({ facts: { canonical: "http://site.test/other" } })).toBe("canonical");
  });

  it("of what is no page, only PDF and text may be listed", () => {
    expect(
      (["pdf", "text", "image", "css", "script", "other", "none"] as const).map((mediaKind) => verdict({ mediaKind, facts: null })),
    ).toEqual(["indexable", "indexable", "not-html", "not-html", "not-html", "not-html", "not-html"]);
    expect(verdict({ mediaKind: "pdf", facts: null, xRobotsTag: "noindex" })).toBe("noindex");
  });

  it("names the strongest reason: a block before a status, a status before what the page says", () => {
    expect(verdict({ blocked: "challenge", status: 403 })).toBe("blocked");
    expect(verdict({ status: 404, facts: { metaRobots: "noindex" } })).toBe("status 404");
    expect(verdict({ facts: { metaRobots: "noindex", canonical: "http://site.test/other" } })).toBe("noindex");
  });
});
