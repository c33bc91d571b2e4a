import { useEffect, useState } from "react";
import type { ConnectionState } from "../connection/connection.ts";
import { useConnection, useConnectionState } from "../connection/connection-context.ts";
import { texts } from "../texts.ts";
import { SentenceLine } from "./sentence-line.tsx";
import styles from "./shell.module.css";

const SHOW_RECONNECTED_MS = 4000;

/** Says when the line to the host is broken, that it is tried again, and that it is back. It lies above everything, so nothing moves. */
export function ConnectionLine() {
  const connection = useConnection();
  const state = useConnectionState();
  const isBack = useIsBack(state);
  const retry = { label: texts.connection.retry, run: () => connection.retryNow() };
  const line =
    state.kind === "refused" ? (
      <SentenceLine level="error" message={state.message} actions={[retry]} />
    ) : state.kind === "reconnecting" ? (
      <SentenceLine level="warning" message={texts.connection.reconnecting} actions={[retry]} />
    ) : isBack ? (
      <SentenceLine level="info" message={texts.connection.reconnected} />
    ) : null;
  return line === null ? null : <div className={styles.floating}>{line}</div>;
}

/** Whether the line came back a moment ago. */
function useIsBack({ kind, epoch }: ConnectionState): boolean {
  const [seenEpoch, setSeenEpoch] = useState(1);
  const isBack = kind === "open" && epoch > seenEpoch;
  useEffect(() => {
    if (!isBack) return;
    const timer = setTimeout(() => setSeenEpoch(epoch), SHOW_RECONNECTED_MS);
    return () => clearTimeout(timer);
  }, [isBack, epoch]);
  return isBack;
}
