import type { ReactNode } from "react";
import type { StateKey } from "../results/cell-text.ts";
import styles from "./state-sign.module.css";

/** Shapes in a square of 12: each state has its own, so that colour is never alone. `fill` shapes are filled, others drawn. */
const SHAPES: Readonly<Record<StateKey, { readonly path: string; readonly fill: boolean; readonly dashed?: boolean }>> = {
  kept: { path: "M6 2.4a3.6 3.6 0 1 0 0 7.2a3.6 3.6 0 1 0 0-7.2z", fill: true },
  redirect: { path: "M2 3v2.2a2 2 0 0 0 2 2h6M7.6 4.6 10.2 7.2 7.6 9.8", fill: false },
  "client-error": { path: "M6 1.8 11 10.4H1z", fill: true },
  "server-error": { path: "M2.4 2.4h7.2v7.2H2.4z", fill: true },
  failed: { path: "M2.6 2.6l6.8 6.8M9.4 2.6 2.6 9.4", fill: false },
  excluded: { path: "M6 2.4a3.6 3.6 0 1 0 0 7.2a3.6 3.6 0 1 0 0-7.2z", fill: false },
  blocked: { path: "M6 1.2l4.2 1.6v3c0 2.4-1.8 4.2-4.2 5-2.4-.8-4.2-2.6-4.2-5v-3z", fill: true },
  waiting: { path: "M6 2.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 1 0 0-7.6z", fill: false, dashed: true },
  fetching: { path: "M6 3.4a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2z", fill: true },
};

/** A state's sign in its colour, with the word or number that says the same. */
export function StateSign({ state, children }: { readonly state: StateKey; readonly children: ReactNode }) {
  const { path, fill, dashed = false } = SHAPES[state];
  return (
    <span className={styles.state}>
      <svg className={styles.sign} data-state={state} viewBox="0 0 12 12" aria-hidden="true">
        <path
          d={path}
          fill={fill ? "currentColor" : "none"}
          stroke={fill ? "none" : "currentColor"}
          strokeDasharray={dashed ? "1.7 1.7" : undefined}
        />
      </svg>
      {children}
    </span>
  );
}
