import { Button } from "@mantine/core";
import type { VerifyReport } from "#contract/questions.ts";
import { nameOfCrawl } from "../crawl/crawl-name.ts";
import { Dialog } from "../shell/dialog.tsx";
import { formatCount } from "../shell/format.ts";
import { helpTexts } from "../texts/help.ts";
import { texts } from "../texts.ts";
import { CopyButton } from "./copy-button.tsx";
import styles from "./help.module.css";
import { useSeconds, useVerification } from "./use-verification.ts";

const words = helpTexts.verify;

interface VerifyDialogProps {
  readonly crawl: string;
  readonly onClose: () => void;
}

/** Compares everything that a crawl file keeps with its rows, and says what came of it. Closing cancels. */
export function VerifyDialog({ crawl, onClose }: VerifyDialogProps) {
  const { verification, again } = useVerification(crawl);
  const { kind } = verification;
  return (
    <Dialog title={words.title} onClose={onClose} widthPx={680}>
      <div className={styles.verify}>
        {kind === "running" && <Running sinceMs={verification.sinceMs} />}
        {kind === "failed" && (
          <p className={styles.problem} role="alert">
            {verification.message}
          </p>
        )}
        {kind === "done" && <Report report={verification.report} />}
        <section aria-label={words.compared} className={styles.quiet}>
          <p>{words.compared}:</p>
          <ul className={styles.parts}>
            {words.parts.map((part) => (
              <li key={part}>{part}</li>
            ))}
          </ul>
        </section>
        <div className={styles.buttons} data-end>
          {kind === "done" && <CopyButton text={reportText(nameOfCrawl(crawl), verification.report)} label={words.copy} />}
          {kind !== "running" && <Button onClick={again}>{kind === "failed" ? texts.tryAgain : words.again}</Button>}
          <Button data-autofocus variant={kind === "done" ? "filled" : "default"} onClick={onClose}>
            {kind === "running" ? words.cancel : words.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function Running({ sinceMs }: { readonly sinceMs: number }) {
  const seconds = useSeconds(sinceMs);
  return (
    <>
      <p role="status">{words.running}</p>
      <progress className={styles.bar} aria-label={words.progress} />
      <p className={styles.quiet}>{words.soFar(seconds)}</p>
    </>
  );
}

function Report({ report: { checked, differences } }: { readonly report: VerifyReport }) {
  if (differences.length === 0) {
    return (
      <p role="status" className={styles.result}>
        <span className={styles.fine} aria-hidden="true">
          ✓
        </span>
        {words.fine(checked)}
      </p>
    );
  }
  return (
    <>
      <p role="alert" className={styles.result}>
        <span className={styles.problem} aria-hidden="true">
          ✕
        </span>
        {words.differ(differences.length, checked)}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard has to reach it */}
      <div className={styles.differences} role="region" aria-label={words.columns.what} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{words.columns.what}</th>
              <th scope="col">{words.columns.stored}</th>
              <th scope="col">{words.columns.counted}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ what, stored, counted }) => (
              <tr key={what}>
                <td className={styles.message}>{what}</td>
                <td className={styles.number}>{formatCount(stored)}</td>
                <td className={styles.number}>{formatCount(counted)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** What a check found as text: a sentence, then a line for each difference with tabs between its parts. */
export function reportText(name: string, { checked, differences }: VerifyReport): string {
  const result = differences.length === 0 ? words.fine(checked) : words.differ(differences.length, checked);
  const lines = differences.map(({ what, stored, counted }) => `${what}\t${stored}\t${counted}`);
  return [words.asText(name, checked), result, ...lines].join("\n");
}
