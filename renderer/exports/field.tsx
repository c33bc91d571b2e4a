import type { ReactNode } from "react";
import styles from "./exports.module.css";

interface FieldProps {
  /** Id of the element that names the group. */
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}

/** One line of the export dialog: what is chosen, and the controls that choose it. */
export function Field({ id, label, children }: FieldProps) {
  return (
    <div className={styles.field} role="group" aria-labelledby={id}>
      <div id={id} className={styles.label}>
        {label}
      </div>
      <div className={styles.controls}>{children}</div>
    </div>
  );
}
