import { parseArgs } from "node:util";
import { OrbweaverError } from "#contract/failure.ts";

export interface ServeArguments {
  /** 0: any free port; null: `USUAL_PORT`, or a free one when that is taken. */
  readonly port: number | null;
  readonly openBrowser: boolean;
  /** Folder of the crawl files; null: the default one. */
  readonly library: string | null;
  readonly help: boolean;
}

/** The same at every start, so that a window that is open finds its way back. Below the ports that systems hand out themselves. */
export const USUAL_PORT = 27_483;

export const SERVE_HELP = `Serves the window of Orbweaver to a browser on this computer.

  --port N        listen on this port of 127.0.0.1 (default: ${USUAL_PORT}, or a free one when that is taken)
  --no-open       do not open the browser
  --library DIR   keep crawl files here (default: $ORBWEAVER_HOME, or Orbweaver in your home folder)
  --help          show this text
`;

/** What the person typed after the program's name. Throws `bad-input` that names the wrong argument. */
export function parseServeArguments(argv: readonly string[]): ServeArguments {
  const { values } = parse(argv);
  const port = values.port === undefined ? null : Number(values.port);
  if (port !== null && !(/^\d{1,5}$/.test(values.port ?? "") && port <= 65_535)) {
    throw new OrbweaverError("bad-input", `--port ${values.port}: a port is a whole number from 0 to 65535.`);
  }
  if (values.library === "") throw new OrbweaverError("bad-input", "--library needs the path of a folder.");
  return { port, openBrowser: values["no-open"] !== true, library: values.library ?? null, help: values.help === true };
}

function parse(argv: readonly string[]) {
  const options = {
    port: { type: "string" },
    "no-open": { type: "boolean" },
    library: { type: "string" },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    return parseArgs({ args: [...argv], options, strict: true, allowPositionals: false });
  } catch (cause) {
    throw new OrbweaverError("bad-input", `${(cause as Error).message.split(". ")[0]}. Use --help to see what there is.`, { cause });
  }
}
