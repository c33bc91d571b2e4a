import { useEffect, useEffectEvent } from "react";
import { useQuestion } from "../connection/use-question.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { setupTexts } from "../texts/setup.ts";
import { texts } from "../texts.ts";
import { draftStore } from "./draft-store.ts";
import { EMPTY_DRAFT } from "./draft.ts";
import { givenOf, modeOf } from "./given-options.ts";
import styles from "./setup.module.css";

/** Begins the draft with the options of another crawl, as soon as they are read. */
export function TakeOptions({ from }: { readonly from: string }) {
  const { value, error, again } = useQuestion("crawl.config", { crawl: from });
  const take = useEffectEvent(() => {
    if (value === null) return;
    const given = givenOf({ ...value });
    const mode = modeOf(given);
    const preset = mode === "site" ? EMPTY_DRAFT.preset : mode;
    draftStore.set({ text: value.seeds.join("\n"), given, preset, from });
  });
  useEffect(() => take(), [value]);
  if (error !== null) return <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: again }]} />;
  return (
    <p className={styles.reading} role="status">
      {setupTexts.reading}
    </p>
  );
}
