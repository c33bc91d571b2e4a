import { Button } from "@mantine/core";
import { useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { helpTexts } from "../texts/help.ts";
import { CopyButton } from "./copy-button.tsx";
import styles from "./help.module.css";

/** Where something is, to be copied and shown in the file manager. An empty path is a file that is not kept. */
export function PathLine({ what, path }: { readonly what: string; readonly path: string }) {
  const connection = useConnection();
  const [problem, setProblem] = useState<string | null>(null);
  const show = (): void => {
    setProblem(null);
    connection.call("system.show", { path }).catch((thrown: unknown) => setProblem(toOrbweaverError(thrown).message));
  };
  return (
    <div className={styles.fact}>
      <dt>{what}</dt>
      <dd>
        <div className={styles.place}>
          <code className={styles.path}>{path === "" ? helpTexts.about.none : path}</code>
          {path !== "" && (
            <>
              <CopyButton size="compact-xs" text={path} label={helpTexts.copy} name={helpTexts.copyLabel(what)} />
              <Button size="compact-xs" aria-label={helpTexts.showLabel(what)} onClick={show}>
                {helpTexts.show}
              </Button>
            </>
          )}
        </div>
        {problem !== null && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
      </dd>
    </div>
  );
}
