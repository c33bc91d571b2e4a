import tls from "node:tls";

/**
 * Certificate authorities as this computer trusts them: those of Node, those of the operating system and `more` (PEM).
 * Reading them takes about 0.1 s, so it is done once, when the first secure connection is made.
 */
export function trustStore(more: readonly string[] = []): () => tls.SecureContext {
  let context: tls.SecureContext | null = null;
  return () => {
    context ??= tls.createSecureContext({ ca: [...new Set([...authorities("default"), ...authorities("system"), ...more])] });
    return context;
  };
}

function authorities(store: "default" | "system"): readonly string[] {
  try {
    return tls.getCACertificates(store);
  } catch {
    return store === "default" ? tls.rootCertificates : [];
  }
}
