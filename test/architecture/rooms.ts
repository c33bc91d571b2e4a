/** The rooms of the project and what each may import: the one place where layers are laid down. Lint and tests follow it. */

/** A folder of sources with one purpose. */
export interface Room {
  readonly folder: string;
  readonly layer: "L0" | "L1" | "L2" | "L3" | "L4" | "L5" | "window";
  readonly purpose: string;
  /** Other rooms (`contract`) and single files of rooms (`engine/ports.ts`) that may be imported. */
  readonly imports: readonly string[];
  /** Packages from outside. */
  readonly packages: readonly string[];
  /** Whether the modules of Node may be imported. */
  readonly node: boolean;
}

const PURE = ["contract", "url", "robots", "page", "sitemap"];
const PORT = "engine/ports.ts";

/** Every room, lowest layer first. */
export const ROOMS: readonly Room[] = [
  {
    folder: "electron/contract",
    layer: "L0",
    purpose: "What the window and the engine say to each other: questions, events, configuration, views, words",
    imports: [],
    packages: ["zod"],
    node: false,
  },
  {
    folder: "electron/url",
    layer: "L1",
    purpose: "Normalise, resolve, same site, patterns, start addresses",
    imports: ["contract"],
    packages: ["re2js", "tldts"],
    node: false,
  },
  {
    folder: "electron/robots",
    layer: "L1",
    purpose: "robots.txt (RFC 9309): text to rules",
    imports: ["contract", "url"],
    packages: [],
    node: false,
  },
  {
    folder: "electron/sitemap",
    layer: "L1",
    purpose: "XML sitemaps, indexes, text, feeds: bytes to addresses, as a stream",
    imports: ["contract", "url"],
    packages: ["htmlparser2"],
    node: false,
  },
  {
    folder: "electron/page",
    layer: "L1",
    purpose: "Bytes and headers to page facts, links, resources",
    imports: ["contract", "url"],
    packages: ["htmlparser2", "chardet"],
    node: false,
  },
  {
    folder: "electron/options",
    layer: "L1",
    purpose: "The options of a crawl as text: what each takes, what is wrong with one, YAML",
    imports: ["contract", "url"],
    packages: ["yaml", "zod"],
    node: false,
  },
  {
    folder: "electron/engine",
    layer: "L2",
    purpose: "The crawl: session, frontier, scope, politeness, robots gate, retry, and the ports it needs",
    imports: PURE,
    packages: ["p-queue", "zod"],
    node: false,
  },
  {
    folder: "electron/fetch",
    layer: "L3",
    purpose: "HTTP: connections, limits, decoding, address policy",
    imports: [...PURE, PORT],
    packages: ["undici"],
    node: true,
  },
  {
    folder: "electron/export",
    layer: "L3",
    purpose: "Rows to CSV, JSON Lines and XML sitemaps",
    imports: [...PURE, PORT],
    packages: ["csv-stringify"],
    node: true,
  },
  {
    folder: "electron/store",
    layer: "L3",
    purpose: "The .crawl file: schema, writer, reader",
    imports: [...PURE, PORT, "export"],
    packages: ["better-sqlite3", "zod"],
    node: true,
  },
  {
    folder: "electron/workers",
    layer: "L3",
    purpose: "Page workers: the pool, the program, how it is started, wires between processes",
    imports: [...PURE, PORT, "fetch"],
    packages: [],
    node: true,
  },
  {
    folder: "electron/service",
    layer: "L4",
    purpose: "The engine process: answers for one crawl",
    imports: [...PURE, "engine", "fetch", "store", "workers", "export"],
    packages: [],
    node: true,
  },
  {
    folder: "electron/library",
    layer: "L4",
    purpose: "The host: crawl files, running crawls, engine processes",
    imports: [...PURE, "options", "engine", "store", "workers", "export"],
    packages: ["better-sqlite3", "p-queue", "zod"],
    node: true,
  },
  {
    folder: "electron/serve",
    layer: "L5",
    purpose: "The same window in a browser on this computer",
    imports: ["contract", "library", "workers/entries.ts"],
    packages: ["ws", "zod"],
    node: true,
  },
  {
    folder: "electron/cli",
    layer: "L5",
    purpose: "The command line",
    imports: ["contract", "url", "options", "library", "workers/entries.ts"],
    packages: ["commander", "yaml", "zod"],
    node: true,
  },
  {
    folder: "electron/main",
    layer: "L5",
    purpose: "Electron: application, window, menus, dialogs",
    imports: [
      "contract",
      "library",
      "cli",
      "workers/entries.ts",
      "workers/lean-process.ts",
      "workers/wires/message-port-wire.ts",
      "workers/wires/broker-messages.ts",
    ],
    packages: ["electron"],
    node: true,
  },
  {
    folder: "electron/preload",
    layer: "L5",
    purpose: "Hands one message port to the page, nothing else",
    imports: ["contract"],
    packages: ["electron"],
    node: false,
  },
  {
    folder: "renderer",
    layer: "window",
    purpose: "The window: a web page that knows the contract and nothing else",
    imports: ["contract"],
    packages: [
      "react",
      "react-dom",
      "zod",
      "@mantine/core",
      "@mantine/hooks",
      "@tanstack/react-table",
      "@tanstack/react-virtual",
      "echarts",
      "sigma",
      "graphology",
      "graphology-layout-forceatlas2",
    ],
    node: false,
  },
];

/** The rooms that may name Electron. */
export const ELECTRON_ROOMS: readonly string[] = ["electron/main", "electron/preload"];

/** The room that a file belongs to; null when none does. */
export function roomOf(file: string): Room | null {
  return ROOMS.find((candidate) => file.startsWith(`${candidate.folder}/`)) ?? null;
}

/** What a room may import, as a sentence that says where to go instead. */
export function cureFor(room: Room): string {
  const may = [
    ...room.imports.map((name) => `#${name}${name.endsWith(".ts") ? "" : "/*"}`),
    ...(room.node ? ["node:*"] : []),
    ...room.packages,
  ];
  const cure =
    room.layer === "window"
      ? "Ask the host through a question of the contract."
      : "Move the code to the room that may, or ask for it through a port or a question of the contract.";
  return `${room.folder} (${room.layer}) may import ${may.length === 0 ? "nothing else" : may.join(", ")}. ${cure}`;
}
