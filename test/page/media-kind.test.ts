import { describe, expect, it } from "vitest";
import { isReadable, mediaKindOf } from "#page/media-kind.ts";

const bytesOf = (latin1: string): Uint8Array => Uint8Array.from(latin1, (char) => char.charCodeAt(0));
const HTML = "<!DOCTYPE html><title>x</title>";
const PNG = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
const kindOf = (contentType: string, first: string): string => mediaKindOf(contentType, bytesOf(first));

describe("a declared type is believed", () => {
  it.each([
    ["text/html", HTML, "html"],
    ["TEXT/HTML; Charset=x", HTML, "html"],
    ["text/html", "", "html"],
    ["text/html", "just text", "html"],
    ["application/xhtml+xml", "<html/>", "xhtml"],
    ["application/xml", "<x/>", "xml"],
    ["application/rss+xml", "<rss/>", "xml"],
    ["text/plain", HTML, "text"],
    ["text/csv", "a,b", "text"],
    ["text/css", HTML, "css"],
    ["application/javascript", "x", "script"],
    ["application/json", "{}", "json"],
    ["application/ld+json", "{}", "json"],
    ["image/png", HTML, "image"],
    ["image/svg+xml", "<svg/>", "image"],
    ["application/pdf", "%PDF-1.7", "pdf"],
    ["font/woff2", "wOF2", "font"],
    ["audio/mpeg", "ID3", "audio"],
    ["video/mp4", "", "video"],
    ["application/zip", "PK\x03\x04", "archive"],
    ["application/octet-stream", HTML, "other"],
    ["application/msword", "", "other"],
    ["text/html, text/html", HTML, "html"],
    ["text/plain, text/html; charset=utf-8", HTML, "html"],
    ["text/html, nonsense", HTML, "html"],
  ])("%s", (contentType, first, kind) => {
    expect(kindOf(contentType, first)).toBe(kind);
  });
});

describe("bytes decide when no usable type is declared", () => {
  it.each([
    ["", HTML, "html"],
    ["nonsense", HTML, "html"],
    ["text", HTML, "html"],
    ["*/*", HTML, "html"],
    ["unknown/unknown", HTML, "html"],
    ["", "\xef\xbb\xbf \n<HTML lang=en>", "html"],
    ["", "<!-- c --><p>", "html"],
    ["", "<h1>x</h1>", "html"],
    ["", "<a href=x>", "html"],
    ["", "<article>", "text"],
    ["", "hello", "text"],
    ["", "", "none"],
    ["", "\xff\xfe<\0h\0t\0m\0l\0>\0", "html"],
    ["", "<?xml version='1.0'?><rss>", "xml"],
    ["", "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "xhtml"],
    ["", PNG, "image"],
    ["", "%PDF-1.4", "pdf"],
    ["", "\x1f\x8b\x08\0", "archive"],
    ["", "\x01\x02\x03\x04random", "other"],
    ["", "\0\0\0\x18ftypmp42", "video"],
    ["", "RIFF\0\0\0\0WEBPVP8 ", "image"],
    ["", "ID3\x03\0", "audio"],
    ["", "wOF2\0\x01\0\0", "font"],
  ])("%j with %j", (contentType, first, kind) => {
    expect(kindOf(contentType, first)).toBe(kind);
  });
});

describe("what is declared as a page and plainly is none is not read as one", () => {
  it.each([
    ["text/html", PNG, "image"],
    ["text/html; charset=utf-8", "\xff\xd8\xff\xe0\0\x10JFIF", "image"],
    ["text/html", "%PDF-1.7\n", "pdf"],
    ["text/html", "PK\x03\x04\x14\0", "archive"],
    ["text/html", "\x1f\x8b\x08\0\0\0", "archive"],
    ["text/plain", "GIF89a\x01\0\x01\0", "image"],
    ["application/xhtml+xml", PNG, "image"],
    ["text/xml", "\x1f\x8b\x08\0", "archive"],
    ["text/html", "\0\x01\x02\x03".repeat(50), "other"],
    ["text/html", String.fromCharCode(...Array.from({ length: 512 }, (_, i) => (i * 167) & 255)), "other"],
  ])("%s with %j", (contentType, first, kind) => {
    expect(kindOf(contentType, first)).toBe(kind);
  });

  it("a stray NUL does not make a page something else", () => {
    expect(kindOf("text/html", `${HTML}<p>a\0b`)).toBe("html");
    expect(kindOf("text/html", `${"text ".repeat(50)}\0`)).toBe("html");
  });

  it("UTF-16 is text although every second byte is NUL", () => {
    expect(kindOf("text/html", "\xff\xfeh\0i\0")).toBe("html");
    expect(kindOf("text/html; charset=utf-16le", "h\0i\0")).toBe("html");
    expect(kindOf("text/html", "<\0p\0>\0")).toBe("html");
  });

  it("a text that begins like a file format is a text", () => {
    expect(kindOf("text/plain", "OTTO was here")).toBe("text");
    expect(kindOf("text/html", "ID3 tags explained")).toBe("html");
  });
});

it("XML whose root element is XHTML is XHTML", () => {
  expect(kindOf("application/xml", '<?xml version="1.0"?><!DOCTYPE html><html lang="en" xmlns="http://www.w3.org/1999/xhtml">')).toBe(
    "xhtml",
  );
});

it("only pages, XML and plain text are read", () => {
  expect((["html", "xhtml", "xml", "text", "json", "pdf", "none", "other"] as const).filter(isReadable)).toEqual([
    "html",
    "xhtml",
    "xml",
    "text",
  ]);
});
