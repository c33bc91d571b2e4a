import { describe, expect, it } from "vitest";
import { crawlFileName, safeFileName } from "#library/file-name.ts";

describe("The name of a crawl file", () => {
  it.each([
    ["https://example.com/a/b?c", "example.com"],
    ["http://127.0.0.1:8080/", "127.0.0.1-8080"],
    ["http://[::1]:8080/", "1-8080"],
    ["https://bücher.example/", "xn--bcher-kva.example"],
    ["https://example.com./", "example.com"],
    ["http://con/", "site-con"],
    ["http://nul.example/", "site-nul.example"],
    ["http://com1.example/", "site-com1.example"],
    ["http://comx.example/", "comx.example"],
    ["not an address", "crawl"],
  ])("for %s is %s", (address, name) => expect(crawlFileName(address)).toBe(name));

  it.each(["../../etc/passwd", "a/b\\c", "...", "", "a\u0000b", " x ", "a".repeat(300), "-rf", "x.", "x ", 'a:b*?"<>|', "‮gpj.exe", "a..b"])(
    "is safe on every system, also for %j",
    (text) => {
      const name = safeFileName(text);
      expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}._-]*$/u);
      expect(name).not.toMatch(/[.-]$|\.\./);
      expect(name.length).toBeLessThanOrEqual(100);
    },
  );
});
