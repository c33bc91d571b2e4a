import { createContext, useContext, useSyncExternalStore } from "react";
import type { Connection, ConnectionState } from "./connection.ts";

/** Where the window's one connection is found. */
export const ConnectionContext = createContext<Connection | null>(null);

/** The connection of this window. */
export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (connection === null) throw new Error("A component that asks questions stands outside of ConnectionContext.");
  return connection;
}

/** The state of the connection; the component is drawn again when it changes. */
export function useConnectionState(): ConnectionState {
  const connection = useConnection();
  return useSyncExternalStore(
    (changed) => connection.onChange(changed),
    () => connection.state,
  );
}
