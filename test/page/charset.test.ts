import { describe, expect, it } from "vitest";
import type { MediaKind } from "#contract/words.ts";
import { decodeText } from "#page/charset.ts";
import { cpuSecondsOf } from "#test/page/cpu-seconds.ts";

/** Bytes of a text whose characters are all below U+0100, one byte each. */
const bytesOf = (latin1: string): Uint8Array => Uint8Array.from(latin1, (char) => char.charCodeAt(0));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));
const utf16 = (text: string, isBigEndian: boolean): Uint8Array =>
  Uint8Array.from(
    [...text].flatMap((char) => {
      const unit = char.charCodeAt(0);
      return isBigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8];
    }),
  );
const BOM = bytesOf("\xef\xbb\xbf");
/** "Привет" in windows-1251. */
const HELLO_1251 = "\xcf\xf0\xe8\xe2\xe5\xf2";

const charsetOf = (bytes: Uint8Array, contentType = "text/html", kind: MediaKind = "html"): string =>
  decodeText(bytes, contentType, kind).charset;

describe("signals of an encoding", () => {
  it.each([
    ["a UTF-8 mark", joined(BOM, utf8("ä")), "text/html", "utf-8", "ä"],
    ["a UTF-16 mark, little end first", joined(bytesOf("\xff\xfe"), utf16("<p>ä", false)), "text/html", "utf-16le", "<p>ä"],
    ["a UTF-16 mark, big end first", joined(bytesOf("\xfe\xff"), utf16("<p>ä", true)), "text/html", "utf-16be", "<p>ä"],
    ["a header", bytesOf(HELLO_1251), "text/html; charset=windows-1251", "windows-1251", "Привет"],
    ["a header in quotes", bytesOf(HELLO_1251), 'text/html; charset="windows-1251"', "windows-1251", "Привет"],
    ["a header in upper case", bytesOf(HELLO_1251), "TEXT/HTML;CHARSET=WINDOWS-1251", "windows-1251", "Привет"],
    ["a header with an alias", bytesOf(HELLO_1251), "text/html; charset=cp1251", "windows-1251", "Привет"],
    ["a header without a type", bytesOf(HELLO_1251), "charset=windows-1251", "windows-1251", "Привет"],
    ["a header that says UTF-16", utf16("<p>ä", true), "text/html; charset=utf-16be", "utf-16be", "<p>ä"],
    ["meta charset", bytesOf(`<meta charset=windows-1251>${HELLO_1251}`), "text/html", "windows-1251", "<meta charset=windows-1251>Привет"],
    ["UTF-16 without a mark", utf16("<p>ä", false), "text/html", "utf-16le", "<p>ä"],
    ["UTF-16 without a mark, big end first", utf16("<p>ä", true), "text/html", "utf-16be", "<p>ä"],
    ["nothing, but valid UTF-8", utf8("Привет 👋"), "text/html", "utf-8", "Привет 👋"],
    ["nothing, and ASCII only", utf8("plain"), "", "utf-8", "plain"],
    ["nothing at all", utf8(""), "", "utf-8", ""],
  ])("%s", (_, bytes, contentType, charset, text) => {
    expect(decodeText(bytes, contentType, "html")).toEqual({ text, charset });
  });

  it.each([
    ["meta http-equiv", "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", "koi8-r"],
    ["meta in upper case with quotes", "<META CHARSET='KOI8-R'/>", "koi8-r"],
    ["a content attribute in front of http-equiv", "<meta content='text/html;charset=koi8-r' http-equiv=content-type>", "koi8-r"],
    ["meta behind a comment with another one", "<!-- <meta charset=big5> --><meta charset=koi8-r>", "koi8-r"],
    ["meta behind an attribute that looks like one", "<p title='<meta charset=big5>'><meta charset=koi8-r>", "koi8-r"],
    ["meta behind one that nobody knows", "<meta charset=klingon><meta charset=koi8-r>", "koi8-r"],
    ["meta behind 2,000 bytes of head", `<title>${"t".repeat(2000)}</title><meta charset=koi8-r>`, "koi8-r"],
    ["meta that says UTF-16, which it cannot be", "<meta charset=utf-16le>", "utf-8"],
    ["meta that says x-user-defined", "<meta charset=x-user-defined>", "windows-1252"],
    ["a meta of another kind", "<meta name=description content='charset=koi8-r'>", "utf-8"],
    ["an XML declaration in HTML", "<?xml version='1.0' encoding='koi8-r'?><p>", "koi8-r"],
    ["meta and an XML declaration in HTML", "<?xml version='1.0' encoding='big5'?><meta charset=koi8-r>", "koi8-r"],
    ["meta that no > ends", "<meta charset=koi8-r", "koi8-r"],
  ])("%s", (_, html, charset) => {
    expect(charsetOf(bytesOf(html))).toBe(charset);
  });

  it.each(["xml", "xhtml"] as const)("the declaration of %s", (kind) => {
    expect(charsetOf(bytesOf('<?xml version="1.0" encoding="ISO-8859-2" ?><x/>'), "application/xml", kind)).toBe("iso-8859-2");
    expect(charsetOf(bytesOf('<?xml version="1.0" encoding="UTF-16"?><x/>'), "application/xml", kind)).toBe("utf-8");
  });

  it("a meta element means nothing in plain text", () => {
    expect(charsetOf(bytesOf("<meta charset=koi8-r>"), "text/plain", "text")).toBe("utf-8");
  });
});

describe("signals that contradict each other", () => {
  it("a mark wins over header and meta", () => {
    const bytes = joined(BOM, utf8("<meta charset=big5>ä"));
    expect(decodeText(bytes, "text/html; charset=koi8-r", "html")).toEqual({ text: "<meta charset=big5>ä", charset: "utf-8" });
  });

  it("a header wins over meta, and over what the bytes look like", () => {
    expect(charsetOf(utf8("<meta charset=utf-8>ä"), "text/html; charset=iso-8859-1")).toBe("windows-1252");
    expect(decodeText(bytesOf(HELLO_1251), "text/html; charset=utf-8", "html").text).toContain("\ufffd");
  });

  it("meta wins over what the bytes look like", () => {
    expect(charsetOf(utf8("<meta charset=windows-1251>ä"))).toBe("windows-1251");
  });

  it("a header with a label that nobody knows is passed over", () => {
    expect(charsetOf(bytesOf("<meta charset=koi8-r>"), "text/html; charset=none")).toBe("koi8-r");
    expect(charsetOf(utf8("ä"), "text/html; charset=")).toBe("utf-8");
  });

  it("an encoding that must not be decoded is passed over", () => {
    expect(charsetOf(utf8("ä"), "text/html; charset=iso-2022-kr")).toBe("utf-8");
    expect(charsetOf(utf8("ä"), "text/html; charset=utf-7")).toBe("utf-8");
  });

  it("of two types in one header the last one's charset counts", () => {
    expect(charsetOf(utf8("x"), "text/html; charset=big5, text/html; charset=koi8-r")).toBe("koi8-r");
    expect(charsetOf(utf8("x"), "text/html; charset=big5, text/html")).toBe("big5");
  });
});

describe("detection, when nothing is declared", () => {
  const cyrillic =
    "\xcf\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0! \xdd\xf2\xee \xf1\xf2\xf0\xe0\xed\xe8\xf6\xe0 \xee \xef\xee\xe3\xee\xe4\xe5 \xe2 \xcc\xee\xf1\xea\xe2\xe5.";

  it("tells Cyrillic from Western European text", () => {
    expect(charsetOf(bytesOf(`<p>${cyrillic}</p>`))).toBe("windows-1251");
    expect(charsetOf(bytesOf("<p>Die Gr\xf6\xdfe der K\xfcche \x96 sch\xf6n f\xfcr \x80 5</p>"))).toBe("windows-1252");
  });

  it("is not led astray by much markup around little text", () => {
    expect(charsetOf(bytesOf(`${'<div class="navigation item"><span></span></div>'.repeat(500)}<p>${cyrillic}</p>`))).toBe("windows-1251");
  });

  it("tells Japanese encodings from each other", () => {
    const shiftJis =
      "\x82\xb1\x82\xf1\x82\xc9\x82\xbf\x82\xcd\x90\xa2\x8a\x45\x81\x42\x82\xb1\x82\xea\x82\xcd\x93\xfa\x96\x7b\x8c\xea\x82\xcc\x83\x79\x81\x5b\x83\x57\x82\xc5\x82\xb7";
    expect(decodeText(bytesOf(shiftJis), "", "html")).toMatchObject({
      charset: "shift_jis",
      text: expect.stringContaining("こんにちは世界") as string,
    });
    expect(decodeText(bytesOf("\x1b$B$3$s$K$A$O\x1b(B"), "", "html")).toEqual({ charset: "iso-2022-jp", text: "こんにちは" });
  });

  it("reads UTF-8 with a few broken bytes as UTF-8", () => {
    const bytes = joined(utf8("Привет, мир! Это страница о погоде в Москве. ".repeat(20)), bytesOf("\xff\xc3"));
    expect(charsetOf(bytes)).toBe("utf-8");
  });

  it("looks at a limited part of a large page", () => {
    const bytes = bytesOf(cyrillic.repeat(100_000));
    expect(cpuSecondsOf(() => charsetOf(bytes))).toBeLessThan(2);
    expect(charsetOf(bytes)).toBe("windows-1251");
  });
});

describe("decoding", () => {
  it("reads the whole of windows-1252, as the standard wants iso-8859-1 to be read", () => {
    const { text, charset } = decodeText(bytesOf("\x80\x81\x92\x9f\xe9"), "text/html; charset=iso-8859-1", "html");
    expect(text).toBe("€\u0081’Ÿé");
    expect(charset).toBe("windows-1252");
  });

  it.each([
    ["big5", "\xa7\x41\xa6\x6e", "你好"],
    ["gb2312", "\xc4\xe3\xba\xc3", "你好"],
    ["euc-kr", "\xbe\xc8\xb3\xe7", "안녕"],
    ["euc-jp", "\xc6\xfc\xcb\xdc", "日本"],
    ["koi8-u", "\xa4", "є"],
    ["ibm866", "\x8f\xe0", "Пр"],
    ["macintosh", "\x8e", "é"],
    ["windows-874", "\xca\xc7\xd1\xca", "สวัส"],
    ["iso-8859-16", "\xaa\xa4", "Ș€"],
    ["x-user-defined", "a\x80", "a\uf780"],
  ])("reads %s", (charset, bytes, text) => {
    expect(decodeText(bytesOf(bytes), `text/html; charset=${charset}`, "html").text).toBe(text);
  });

  it("makes U+FFFD of NUL and of what is not valid", () => {
    expect(decodeText(bytesOf("a\0b"), "", "html").text).toBe("a\ufffdb");
    expect(decodeText(bytesOf("a\xffb"), "text/html; charset=utf-8", "html").text).toBe("a\ufffdb");
    expect(decodeText(bytesOf("\xff\xfe<\0\x00\xd8"), "", "html").text).toBe("<\ufffd");
  });

  it("never fails, whatever the bytes and the header are", () => {
    let state = 1;
    const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff) >> 16;
    for (let round = 0; round < 500; round++) {
      const bytes = Uint8Array.from({ length: next() % 300 }, () => next() & 255);
      const kind = (["html", "xhtml", "xml", "text"] as const)[round % 4] ?? "html";
      const { text } = decodeText(bytes, round % 3 === 0 ? String.fromCharCode(...bytes) : "text/html", kind);
      expect(text.isWellFormed() && !text.includes("\0")).toBe(true);
    }
  });
});
