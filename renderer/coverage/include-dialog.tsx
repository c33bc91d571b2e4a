import { Button } from "@mantine/core";
import { Dialog } from "../shell/dialog.tsx";
import { coverageTexts } from "../texts/coverage.ts";
import styles from "./coverage.module.css";
import type { Inclusion } from "./use-inclusion.ts";

/** Asks before a rule is set aside. */
export function IncludeDialog({ inclusion: { wished, confirm, decline, busy } }: { readonly inclusion: Inclusion }) {
  if (wished === null) return null;
  return (
    <Dialog title={coverageTexts.confirmTitle} onClose={decline} widthPx={440}>
      <p>{coverageTexts.confirm(wished.count, wished.meaning)}</p>
      {wished.word === "robots" && <p className={styles.warning}>{coverageTexts.confirmRobots}</p>}
      {wished.word === "scope" && <p className={styles.quiet}>{coverageTexts.includeExternal}</p>}
      <div className={styles.buttons}>
        <Button onClick={decline}>{coverageTexts.confirmNo}</Button>
        <Button variant="filled" loading={busy} onClick={confirm} data-autofocus>
          {coverageTexts.confirmYes}
        </Button>
      </div>
    </Dialog>
  );
}
