// oxlint-disable-next-line import/default -- `?worker&url` makes the build answer an address
import layoutWorker from "./layout-worker.ts?worker&url";

/** The part of Trusted Types that is needed here (W3C Trusted Types, §2.3); TypeScript does not know it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string };
}

/** Starts the worker that arranges a link graph. Throws when the browser does not let it. */
export function startLayoutWorker(): Worker {
  return new Worker(trusted(layoutWorker), { type: "module", name: "layout" });
}

/**
 * The address of the worker as the policy of the window wants it: the only policy that `window-headers.ts` allows, and all it lets
 * through is this one program beside the others of the window.
 */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  return (
    (policy ??= trustedTypes?.createPolicy("orbweaver-worker", { createScriptURL: ownWorker }))?.createScriptURL(address) ??
    ownWorker(address)
  );
}

let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

function ownWorker(address: string): string {
  const { href, origin } = new URL(address, import.meta.url);
  if (address !== layoutWorker || origin !== new URL(import.meta.url).origin)
    throw new TypeError(`${address} is not a worker of Orbweaver.`);
  return href;
}
