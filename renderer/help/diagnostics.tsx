import { Button } from "@mantine/core";
import { useQuestion } from "../connection/use-question.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { helpTexts } from "../texts/help.ts";
import { texts } from "../texts.ts";
import { CopyButton } from "./copy-button.tsx";
import styles from "./help.module.css";

const words = helpTexts.about;

/** What a report of a fault needs: shown in full before it is copied. */
export function Diagnostics() {
  const { value, error, again } = useQuestion("app.diagnostics", {});
  return (
    <section aria-label={words.diagnostics} className={styles.section}>
      <h2 className={styles.heading}>{words.diagnostics}</h2>
      <p className={styles.quiet}>{words.diagnosticsMeaning}</p>
      {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: again }]} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
      <pre className={styles.text} tabIndex={0} aria-label={words.diagnostics}>
        {value?.text ?? words.diagnosticsLoading}
      </pre>
      <div className={styles.buttons}>
        <CopyButton variant="filled" disabled={value === null} text={value?.text ?? ""} label={words.copyDiagnostics} />
        <Button onClick={again}>{words.refresh}</Button>
      </div>
    </section>
  );
}
