import { serveFolder } from "#test/crawl/static-server.ts";
import { walk } from "#test/oracle/walk.ts";
await using s = await serveFolder(process.argv[2]!);
const t = performance.now();
const m = await walk(s.origin + process.argv[3]);
console.log(m.size, performance.now() - t, Object.groupBy([...m.values()], (x) => String(x)) && JSON.stringify(Object.entries(Object.groupBy([...m.values()], (x) => String(x))).map(([k, v]) => [k, v!.length])));
