import type { ReactNode } from "react";
import { formatRoute } from "../shell/route.ts";
import { texts } from "../texts.ts";
import styles from "./help.module.css";

interface HelpPageProps {
  readonly title: string;
  /** Whether it takes the whole width and scrolls inside. */
  readonly isWide?: boolean;
  readonly children: ReactNode;
}

/** A screen beside the crawls: a way back, a title, and what it is about. */
export function HelpPage({ title, isWide = false, children }: HelpPageProps) {
  return (
    <main className={styles.screen} data-wide={isWide || undefined}>
      <div className={styles.page}>
        <header className={styles.top}>
          <a href={formatRoute({ kind: "library" })}>‹ {texts.library.back}</a>
          <h1 className={styles.title}>{title}</h1>
        </header>
        {children}
      </div>
    </main>
  );
}
