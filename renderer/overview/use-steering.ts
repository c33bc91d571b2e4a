import { useEffect, useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { useQuestion } from "../connection/use-question.ts";
import { rulesOf, withoutRule, withRule, type Steering, type SteeringRule } from "./steering.ts";

/** The rules by which the person steers a crawl, and how to change them. */
export interface SteeringActions {
  readonly rules: readonly SteeringRule[];
  readonly add: (rule: SteeringRule) => void;
  readonly remove: (rule: SteeringRule) => void;
  readonly busy: boolean;
  readonly error: string | null;
  readonly dismissError: () => void;
}

/** Stops and caps what waits; every change can be taken back. `generation` makes it look again after a resume with other options. */
export function useSteering(crawl: string, generation: number): SteeringActions {
  const connection = useConnection();
  const config = useQuestion("crawl.config", { crawl });
  const [changed, setChanged] = useState<Steering | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const { again } = config;
  useEffect(() => again(), [again, generation]);
  const steering = changed ?? config.value;

  const change = async (next: Steering): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      setChanged(await connection.call("crawl.change", { crawl, changes: { exclude: next.exclude, caps: next.caps } }));
    } catch (thrown) {
      setError(toOrbweaverError(thrown).message);
    } finally {
      setBusy(false);
    }
  };
  return {
    rules: steering === null ? [] : rulesOf(steering),
    add: (rule) => void (steering !== null && change(withRule(steering, rule))),
    remove: (rule) => void (steering !== null && change(withoutRule(steering, rule))),
    busy,
    error,
    dismissError: () => setError(null),
  };
}
