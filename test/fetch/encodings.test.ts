import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it, onTestFinished } from "vitest";
import { ENCODED_PAGE } from "#test/site/encodings.ts";
import { answered, askFor, openFetcher, textOf, verdict } from "#test/fetch/open-fetcher.ts";

/** The site as a process of its own, so that what it holds in memory is not counted here. */
async function startSiteProcess(): Promise<string> {
  const child = spawn(process.execPath, ["test/site/main.ts"], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill());
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return line.toString().trim();
}

describe("a compressed body", () => {
  for (const encoding of ["gzip", "x-gzip", "deflate", "raw-deflate", "br", "zstd", "identity"]) {
    it(`is the same page in ${encoding} (F055)`, async () => {
      const answer = answered(await askFor(`/encoded?encoding=${encoding}`));
      expect([textOf(answer), answer.bodyBytes]).toEqual([ENCODED_PAGE, ENCODED_PAGE.length]);
      if (encoding !== "identity") expect(answer.wireBytes).toBeLessThan(ENCODED_PAGE.length / 5);
    });

    it(`is decoded as it streams in when it is large: ${encoding}`, async () => {
      const answer = answered(await askFor(`/encoded?encoding=${encoding}&bytes=2000000`));
      expect(answer.body.length).toBe(answer.bodyBytes);
      expect(textOf(answer)).toMatch(/^<!doctype html>.{2000000,}<\/html>$/s);
    });
  }

  it("that says gzip but is plain is taken as it is (F056)", async () => {
    expect(textOf(answered(await askFor("/declared?encoding=gzip")))).toBe(ENCODED_PAGE);
    expect(textOf(answered(await askFor("/declared?encoding=gzip&bytes=1000000")))).toMatch(/<\/html>$/);
  });

  it("that says another encoding but is plain is bad-encoding (F056)", async () => {
    for (const encoding of ["deflate", "br", "zstd"])
      expect(verdict(await askFor(`/declared?encoding=${encoding}`))).toMatch(/^bad-encoding: The .+ data of the body is damaged/);
  });

  it("that does not say so is not taken for text (F057)", async () => {
    const answer = answered(await askFor("/undeclared"));
    expect([answer.mediaKind, answer.body.length]).toEqual(["archive", 0]);
  });

  it("is undone layer by layer when there are several (F058)", async () => {
    for (const encoding of ["gzip,deflate", "gzip,deflate,gzip", "zstd,br,gzip", "gzip,gzip,gzip,gzip,gzip"]) {
      expect(textOf(answered(await askFor(`/encoded?encoding=${encoding}`)))).toBe(ENCODED_PAGE);
    }
    expect(answered(await askFor("/encoded?encoding=gzip,br,gzip&bytes=1000000")).bodyBytes).toBeGreaterThan(1_000_000);
  });

  it("is refused with more than five layers (F059)", async () => {
    expect(verdict(await askFor(`/encoded?encoding=${Array.from({ length: 100 }, () => "gzip").join(",")}`))).toBe(
      "unsupported-encoding: The body is compressed 100 times over; at most 5 are undone.",
    );
  });

  it("that is damaged is bad-encoding, never a page (F061)", async () => {
    for (const encoding of ["gzip", "deflate", "br", "zstd"]) {
      for (const size of ["", "&bytes=1000000"]) {
        expect([encoding, size, verdict(await askFor(`/encoded?encoding=${encoding}&spoil=truncated${size}`))]).toEqual([
          encoding,
          size,
          `bad-encoding: The ${encoding} data of the body ends too early.`,
        ]);
      }
    }
    for (const encoding of ["gzip", "deflate", "zstd"]) {
      expect([encoding, verdict(await askFor(`/encoded?encoding=${encoding}&spoil=damaged`))]).toEqual([
        encoding,
        expect.stringMatching(/^bad-encoding: /),
      ]);
    }
    expect(verdict(await askFor("/encoded?encoding=gzip&spoil=bad-checksum"))).toBe(
      "bad-encoding: The gzip data of the body is damaged (Z_DATA_ERROR).",
    );
    expect(verdict(await askFor("/encoded?encoding=gzip&spoil=garbage"))).toMatch(/^bad-encoding: /);
  });

  it("in an encoding nobody knows is unsupported-encoding (F062)", async () => {
    expect(verdict(await askFor("/declared?encoding=foo"))).toBe(
      'unsupported-encoding: The body is compressed with "foo", which Orbweaver does not know.',
    );
    expect(verdict(await askFor("/declared?encoding=constructor"))).toMatch(/^unsupported-encoding/);
  });

  it("of an archive is undone once; the archive stays one (F063)", async () => {
    const answer = answered(await askFor("/encoded?encoding=gzip,gzip&type=application/gzip"));
    expect([answer.status, answer.bodyBytes]).toEqual([200, ENCODED_PAGE.length]);
  });

  it("without a body is an empty page", async () => {
    const raw = Buffer.from("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n").toString(
      "base64",
    );
    expect(answered(await askFor(`/raw?base64=${encodeURIComponent(raw)}`)).bodyBytes).toBe(0);
  });
});

describe("a decompression bomb (F060)", () => {
  for (const encoding of ["gzip", "deflate", "br", "zstd"]) {
    it(`of ${encoding} ends at the limit, and memory stays near it`, async () => {
      const origin = await startSiteProcess();
      const fetcher = openFetcher({ maxBodyBytes: 8_388_608, timeoutMs: 20_000, firstByteTimeoutMs: 20_000 });
      await fetcher.fetch({ url: `${origin}/page/warm-up`, purpose: "page" });
      const before = process.resourceUsage().maxRSS;
      expect(verdict(await fetcher.fetch({ url: `${origin}/bomb?encoding=${encoding}&mb=150`, purpose: "page" }))).toBe(
        "too-large: The body is larger than 8 MiB after decompression.",
      );
      expect(process.resourceUsage().maxRSS - before).toBeLessThan((8 + 64) * 1024);
    }, 30_000);
  }

  it("is as harmless where the body is only measured", async () => {
    const outcome = await askFor("/bomb?encoding=gzip&mb=50&type=image/png", { maxBodyBytes: 1_048_576 });
    expect(verdict(outcome)).toBe("too-large: The body is larger than 1 MiB after decompression.");
  });

  it("within the limit is just a large page", async () => {
    expect(answered(await askFor("/bomb?encoding=gzip&mb=4")).bodyBytes).toBe(4 * 1_048_576);
  });
});
