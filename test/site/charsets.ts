import type { Resources } from "#test/site/resource.ts";

const WORDS = "Größe, naïve, Ελληνικά";
const LATIN = "Größe, naïve, façade";

interface CharsetPage {
  readonly type: string;
  readonly body: Buffer;
  /** What a reader should see. */
  readonly text: string;
}

const html = (meta: string, text: string): string =>
  `<!doctype html><html><head>${meta}<title>${text}</title></head><body><p>${text}</p></body></html>`;
const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

/** Pages whose charset is told by one signal, by several that agree or by several that contradict each other. */
export const CHARSET_PAGES: Readonly<Record<string, CharsetPage>> = {
  "header-utf-8": { type: "text/html; charset=utf-8", body: Buffer.from(html("", WORDS)), text: WORDS },
  "header-quoted": { type: 'text/html; charset="UTF-8"', body: Buffer.from(html("", WORDS)), text: WORDS },
  "header-latin1": { type: "text/html; charset=iso-8859-1", body: Buffer.from(html("", LATIN), "latin1"), text: LATIN },
  "meta-utf-8": { type: "text/html", body: Buffer.from(html('<meta charset="utf-8">', WORDS)), text: WORDS },
  "meta-http-equiv": {
    type: "text/html",
    body: Buffer.from(html('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', LATIN), "latin1"),
    text: LATIN,
  },
  "bom-utf-8": { type: "text/html", body: Buffer.from(`\ufeff${html("", WORDS)}`), text: WORDS },
  "bom-utf-16le": { type: "text/html", body: Buffer.from(`\ufeff${html("", WORDS)}`, "utf16le"), text: WORDS },
  "bom-utf-16be": { type: "text/html", body: utf16be(`\ufeff${html("", WORDS)}`), text: WORDS },
  "none-utf-8": { type: "text/html", body: Buffer.from(html("", `${WORDS} ${WORDS} ${WORDS}`)), text: `${WORDS} ${WORDS} ${WORDS}` },
  "none-latin1": { type: "text/html", body: Buffer.from(html("", LATIN), "latin1"), text: LATIN },
  "shift-jis": {
    type: "text/html; charset=shift_jis",
    body: Buffer.concat([Buffer.from("<title>"), Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea]), Buffer.from("</title>")]),
    text: "日本語",
  },
  "windows-1251": {
    type: "text/html; charset=windows-1251",
    body: Buffer.concat([Buffer.from("<title>"), Buffer.from([0xcc, 0xe8, 0xf0]), Buffer.from("</title>")]),
    text: "Мир",
  },
  "header-beats-meta": { type: "text/html; charset=utf-8", body: Buffer.from(html('<meta charset="iso-8859-1">', WORDS)), text: WORDS },
  "bom-beats-header": { type: "text/html; charset=iso-8859-1", body: Buffer.from(`\ufeff${html("", WORDS)}`), text: WORDS },
  "unknown-label": { type: "text/html; charset=klingon", body: Buffer.from(html('<meta charset="utf-8">', WORDS)), text: WORDS },
  "invalid-utf-8": {
    type: "text/html; charset=utf-8",
    body: Buffer.concat([Buffer.from("<title>a"), Buffer.from([0xff, 0xc3]), Buffer.from("b</title>")]),
    text: "a\ufffd\ufffdb",
  },
};

/** `/charset/<name>`: a page of `CHARSET_PAGES`. */
export const charsetResources: Resources = {
  charset: ({ response }, [name = ""]) => {
    const page = CHARSET_PAGES[name];
    if (page === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": page.type, "content-length": page.body.length });
    response.end(page.body);
  },
};
