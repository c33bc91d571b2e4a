import { useId, type ReactNode } from "react";
import styles from "./overview.module.css";

interface PanelProps {
  readonly title: string;
  /** What stands at the end of the line of the title. */
  readonly side?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the overview under its title. */
export function Panel({ title, side, children }: PanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header className={styles.panelTop}>
        <h2 id={id}>{title}</h2>
        {side}
      </header>
      {children}
    </section>
  );
}
