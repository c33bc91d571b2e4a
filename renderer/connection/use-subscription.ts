import { useEffect, useEffectEvent } from "react";
import type { EventOf, Topic } from "#contract/protocol.ts";
import { useConnection } from "./connection-context.ts";

/** Hears a topic while the component is shown, over reconnections too. */
export function useSubscription<T extends Topic>(topic: T, heard: (event: EventOf<T>) => void): void {
  const connection = useConnection();
  const newest = useEffectEvent(heard);
  useEffect(() => connection.subscribe(topic, (event) => newest(event)), [connection, topic]);
}
