import { spawn } from "node:child_process";

/** Opens an address in the person's browser; without a browser nothing happens. No shell ever sees the address. */
export function openBrowser(address: string): void {
  const [program, argument] = opener(process.platform);
  const child = spawn(program, [...argument, address], { stdio: "ignore", detached: true, shell: false });
  child.on("error", () => {});
  child.unref();
}

function opener(platform: NodeJS.Platform): readonly [program: string, first: readonly string[]] {
  if (platform === "darwin") return ["open", []];
  if (platform === "win32") return ["rundll32", ["url.dll,FileProtocolHandler"]];
  return ["xdg-open", []];
}
