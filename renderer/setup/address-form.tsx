import { Button } from "@mantine/core";
import type { FormEvent } from "react";
import { formatRoute } from "../shell/route.ts";
import { setupTexts } from "../texts/setup.ts";
import { AddressInput } from "./address-input.tsx";
import { Choice } from "./choice.tsx";
import { isList } from "./draft.ts";
import { modeOf } from "./given-options.ts";
import { planSentence } from "./plan-sentence.ts";
import styles from "./setup.module.css";
import { useDraft } from "./use-draft.ts";
import { useStart } from "./use-start.ts";

/** One field and one button: from an address to a running crawl. Several pasted addresses become a list in place. */
export function AddressForm() {
  const access = useDraft();
  const start = useStart(access);
  const { draft, given, setMode } = access;
  const mode = modeOf(given);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void start.run();
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div className={styles.line}>
        <AddressInput access={access} problem={start.problem} onProblem={start.setProblem} />
        <Button className={styles.start} type="submit" variant="filled" size="md" loading={start.isStarting}>
          {setupTexts.start}
        </Button>
      </div>
      {mode !== "sitemap" && (mode === "list" || isList(draft.text)) && (
        <Choice
          label={setupTexts.listMode}
          values={["list", "site"]}
          value={mode}
          words={(value) => setupTexts.listModes[value]}
          onChange={setMode}
        />
      )}
      <p className={styles.plan}>
        {planSentence(given)}{" "}
        <a href={formatRoute({ kind: "new", from: null })} title={setupTexts.changeHint}>
          {setupTexts.change}
        </a>
      </p>
    </form>
  );
}
