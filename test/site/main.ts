import { parseArgs } from "node:util";
import { startSite } from "#test/site/site.ts";

const { values } = parseArgs({ options: { port: { type: "string", default: "0" }, latency: { type: "string" } } });
const site = await startSite({
  port: Number(values.port),
  ...(values.latency === undefined ? {} : { latencyMs: Number(values.latency) }),
});
process.stdout.write(`${site.origin}\n`);
process.once("SIGINT", () => void site.close());
process.once("SIGTERM", () => void site.close());
