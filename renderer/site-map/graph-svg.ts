/** What an SVG of a link graph is written from. All lengths in pixels of the picture. */
export interface SvgPicture {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  readonly line: string;
  /** x, y of each node. */
  readonly places: Float32Array;
  readonly radii: Float32Array;
  /** Colour of each node. */
  readonly fills: readonly string[];
  /** Source, target … as indexes of nodes. */
  readonly edges: Uint32Array;
  /** Title of each node, for those who point at it. */
  readonly titles: readonly string[];
  /** Texts beside nodes. */
  readonly labels: readonly { readonly node: number; readonly text: string }[];
  readonly text: string;
  readonly font: string;
}

/** A link graph as SVG 1.1: lines, circles with titles, labels. Nodes outside of the picture are left out with their links. */
export function graphSvg(picture: SvgPicture): string {
  const { width, height, places, radii } = picture;
  const isIn = (node: number): boolean => {
    const [x, y, r] = [places[node * 2] ?? 0, places[node * 2 + 1] ?? 0, radii[node] ?? 0];
    return x > -r && y > -r && x < width + r && y < height + r;
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" fill="${escapeText(picture.background)}"/>`,
    `<path fill="none" stroke="${escapeText(picture.line)}" stroke-opacity="0.15" stroke-width="0.6" d="${linesOf(picture, isIn)}"/>`,
    ...picture.fills.flatMap((fill, node) => (isIn(node) ? [circleOf(picture, node, fill)] : [])),
    `<g font-family="${escapeText(picture.font)}" font-size="12" fill="${escapeText(picture.text)}">`,
    ...picture.labels.map(({ node, text }) => {
      const [x, y] = [(places[node * 2] ?? 0) + (radii[node] ?? 0) + 3, (places[node * 2 + 1] ?? 0) + 4];
      return `<text x="${short(x)}" y="${short(y)}">${escapeText(text)}</text>`;
    }),
    "</g>",
    "</svg>",
  ].join("\n");
}

function linesOf({ edges, places }: SvgPicture, isIn: (node: number) => boolean): string {
  const pieces: string[] = [];
  for (let at = 0; at < edges.length; at += 2) {
    const [source, target] = [edges[at] ?? 0, edges[at + 1] ?? 0];
    if (!isIn(source) && !isIn(target)) continue;
    pieces.push(`M${point(places, source)}L${point(places, target)}`);
  }
  return pieces.join("");
}

function circleOf({ places, radii, titles }: SvgPicture, node: number, fill: string): string {
  const [x, y, r] = [places[node * 2] ?? 0, places[node * 2 + 1] ?? 0, radii[node] ?? 0];
  return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(r)}" fill="${escapeText(fill)}"><title>${escapeText(titles[node] ?? "")}</title></circle>`;
}

function point(places: Float32Array, node: number): string {
  return `${short(places[node * 2] ?? 0)} ${short(places[node * 2 + 1] ?? 0)}`;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Characters that XML 1.0 §2.2 does not allow, not even escaped. */
const NOT_XML =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** A text as it stands in XML, in an element or between quotes. */
export function escapeText(text: string): string {
  return text.replaceAll(NOT_XML, "\ufffd").replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);
}
