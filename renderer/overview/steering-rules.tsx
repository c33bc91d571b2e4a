import { Button } from "@mantine/core";
import { overviewTexts } from "../texts/overview.ts";
import styles from "./overview.module.css";
import type { SteeringActions } from "./use-steering.ts";

/** The rules that hold now, each of which can be taken back. */
export function SteeringRules({ steering: { rules, remove, busy } }: { readonly steering: SteeringActions }) {
  if (rules.length === 0) return null;
  return (
    <section className={styles.rules} aria-label={overviewTexts.rules}>
      <ul className={styles.list}>
        {rules.map((rule) => {
          const words = rule.kind === "stop" ? overviewTexts.stopped(rule.pattern) : overviewTexts.capped(rule.pattern, rule.pages);
          return (
            <li key={`${rule.kind} ${rule.pattern}`} className={styles.rule}>
              <span>{words}</span>
              <Button disabled={busy} aria-label={`${overviewTexts.undo}: ${words}`} onClick={() => remove(rule)}>
                {overviewTexts.undo}
              </Button>
            </li>
          );
        })}
      </ul>
      <p className={styles.quiet}>{busy ? overviewTexts.steering : overviewTexts.rulesNote}</p>
    </section>
  );
}
