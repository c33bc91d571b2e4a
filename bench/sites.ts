import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A site to crawl, served on loopback by a process of its own. */
export interface BenchSite extends AsyncDisposable {
  readonly name: string;
  readonly start: string;
  readonly server: string;
}

/** Documentation folders of Debian packages, as real sites. */
export const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  "python3-doc": ["/usr/share/doc/python3-doc/html", "/usr/share/doc/python3.11/html"],
  "openjdk-17-doc": ["/usr/share/doc/openjdk-17-jre-headless"],
};

/** Where a site does not begin at its root. */
const STARTS: Readonly<Record<string, string>> = { "openjdk-17-doc": "/api/index.html" };

/** Serves the documentation of a Debian package with nginx; null, with the reason on standard error, where either is missing. */
export async function documentationSite(name: string): Promise<BenchSite | null> {
  const folder = FOLDERS[name]?.find((candidate) => existsSync(join(candidate, "index.html")));
  if (folder === undefined) return missing(name, `the package ${name} is not installed`);
  if (spawnSync("nginx", ["-v"]).error !== undefined) return missing(name, "nginx is not installed");
  const port = await freePort();
  const home = mkdtempSync(join(tmpdir(), "orbweaver-nginx-"));
  writeFileSync(join(home, "nginx.conf"), nginxConfiguration(folder, port, home));
  const child = spawn("nginx", ["-p", home, "-c", join(home, "nginx.conf"), "-g", "daemon off;"], { stdio: "ignore" });
  const start = `http://127.0.0.1:${port}${STARTS[name] ?? "/"}`;
  await answers(start);
  return { name, start, server: "nginx", [Symbol.asyncDispose]: () => end(child, home) };
}

/** Serves a generated site of `pages` pages with `links` links each. */
export async function generatedSite(pages: number, links: number): Promise<BenchSite> {
  const port = await freePort();
  const program = join(import.meta.dirname, "../test/site/main.ts");
  const child = spawn(process.execPath, [program, "--port", String(port)], { stdio: "ignore" });
  const start = `http://127.0.0.1:${port}/g/${pages}/${links}/0`;
  await answers(start);
  return { name: `generated, ${pages} pages`, start, server: "node", [Symbol.asyncDispose]: () => end(child, null) };
}

/** Serves the site of a generated crawl of `pages` pages with `links` links each. */
export async function shopSite(pages: number, links: number): Promise<BenchSite> {
  const port = await freePort();
  const program = join(import.meta.dirname, "generated-site.ts");
  const child = spawn(process.execPath, [program, String(port), String(pages), String(links)], { stdio: "ignore" });
  const start = `http://127.0.0.1:${port}`;
  await answers(`${start}/`);
  return { name: `shop, ${pages} pages`, start, server: "node", [Symbol.asyncDispose]: () => end(child, null) };
}

const nginxConfiguration = (folder: string, port: number, home: string): string => `
worker_processes 1;
pid ${home}/nginx.pid;
error_log ${home}/error.log;
${process.getuid?.() === 0 ? "user root;" : ""}
events { worker_connections 1024; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path ${home}/body; proxy_temp_path ${home}/proxy; fastcgi_temp_path ${home}/fastcgi; uwsgi_temp_path ${home}/uwsgi; scgi_temp_path ${home}/scgi;
  sendfile on;
  keepalive_requests 1000000;
  server { listen 127.0.0.1:${port}; root ${folder}; index index.html; }
}
`;

function missing(name: string, reason: string): null {
  console.error(`${name}: not measured, ${reason}.`);
  return null;
}

/** A port that nobody listens on at the moment. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isUp = await fetch(url).then(
      (response) => response.body?.cancel().then(() => true) ?? true,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} did not answer within 10 s`);
}

async function end(child: ChildProcess, home: string | null): Promise<void> {
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await exited;
  if (home !== null) rmSync(home, { recursive: true, force: true });
}
