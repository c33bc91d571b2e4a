import { createReadStream, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".htm": "text/html",
  ".xhtml": "application/xhtml+xml",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".gif": "image/gif",
  ".jpg": "image/jpeg",
  ".txt": "text/plain",
  ".xml": "text/xml",
  ".pdf": "application/pdf",
  ".json": "application/json",
  ".zip": "application/zip",
  ".gz": "application/gzip",
};

/** A web server for the files of a folder. */
export interface StaticServer extends AsyncDisposable {
  /** `http://127.0.0.1:1234` */
  readonly origin: string;
}

/** Serves the files of a folder on the loopback interface, as a plain web server would: a folder is its index.html. */
export async function serveFolder(folder: string): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const path = pathOf(request.url ?? "/");
    const file = path === null ? null : join(folder, normalize(path));
    const stats = file === null ? undefined : statSync(file, { throwIfNoEntry: false });
    if (file === null || stats === undefined)
      return void response.writeHead(404, { "content-type": "text/html" }).end("<title>Not found</title>");
    if (!stats.isDirectory()) return send(file);
    if (!file.endsWith("/")) return void response.writeHead(301, { location: `${request.url?.split("?")[0]}/` }).end();
    const index = join(file, "index.html");
    if (statSync(index, { throwIfNoEntry: false }) === undefined)
      return void response.writeHead(403, { "content-type": "text/html" }).end("<title>Forbidden</title>");
    return send(index);

    function send(found: string): void {
      response.writeHead(200, { "content-type": TYPES[extname(found).toLowerCase()] ?? "application/octet-stream" });
      createReadStream(found)
        .on("error", () => response.destroy())
        .pipe(response);
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pathOf(target: string): string | null {
  try {
    const path = decodeURIComponent(target.split(/[?#]/)[0] ?? "/");
    return path.startsWith("/") && !path.includes("\0") ? path : null;
  } catch {
    return null;
  }
}
