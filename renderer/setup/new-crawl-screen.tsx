import { Button } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useSettings } from "../settings/use-settings.ts";
import { formatRoute } from "../shell/route.ts";
import { texts } from "../texts.ts";
import { setupTexts } from "../texts/setup.ts";
import { nameOfCrawl } from "../crawl/crawl-name.ts";
import { AddressInput } from "./address-input.tsx";
import { changesBetween, isEqual, withoutBlanks } from "./given-options.ts";
import { NewCrawlOptions } from "./new-crawl-options.tsx";
import { planSentence } from "./plan-sentence.ts";
import { PresetRow } from "./preset-row.tsx";
import styles from "./setup.module.css";
import { TakeOptions } from "./take-options.tsx";
import { useDraft, type DraftAccess } from "./use-draft.ts";
import { useOptionProblems } from "./use-option-problems.ts";
import { useStart } from "./use-start.ts";

/** A new crawl, with every option. `from` is the crawl whose options it begins with; null for those of every new crawl. */
export function NewCrawlScreen({ from }: { readonly from: string | null }) {
  const access = useDraft();
  const isTaken = from === null || access.draft.from === from;
  return (
    <main className={styles.screen}>
      <div className={styles.page}>
        <header className={styles.top}>
          <a href={formatRoute({ kind: "library" })}>‹ {texts.library.back}</a>
          <h1 className={styles.title}>
            {access.draft.from === null ? setupTexts.title : setupTexts.fromTitle(nameOfCrawl(access.draft.from))}
          </h1>
        </header>
        {isTaken ? <NewCrawlForm access={access} /> : <TakeOptions from={from} />}
      </div>
    </main>
  );
}

function NewCrawlForm({ access }: { readonly access: DraftAccess }) {
  const { given } = access;
  const start = useStart(access);
  const { problems } = useOptionProblems(given);
  const [showsOptions, setShowsOptions] = useState(false);
  const wrong = Object.keys(problems.byOption).length + problems.other.length;
  const changed = Object.keys(changesBetween({}, withoutBlanks(given))).length;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (wrong === 0) void start.run();
    else setShowsOptions(true);
  };
  return (
    <>
      <form className={styles.newForm} onSubmit={submit} noValidate>
        <AddressInput access={access} problem={start.problem} onProblem={start.setProblem} />
        <PresetRow access={access} />
        <div className={styles.startLine}>
          <Button className={styles.start} type="submit" variant="filled" size="md" loading={start.isStarting}>
            {setupTexts.start}
          </Button>
          <p className={styles.sentence}>{planSentence(given)}</p>
        </div>
        {wrong > 0 && (
          <p className={styles.wrong} role="alert">
            {setupTexts.problems(wrong)}
          </p>
        )}
      </form>
      <section className={styles.all}>
        <Button
          className={styles.disclose}
          variant="subtle"
          size="sm"
          aria-expanded={showsOptions}
          leftSection={<span aria-hidden="true">{showsOptions ? "▾" : "▸"}</span>}
          onClick={() => setShowsOptions(!showsOptions)}
        >
          {setupTexts.allOptions} · {setupTexts.changedCount(changed)}
        </Button>
        {showsOptions && (
          <NewCrawlOptions access={access} problems={problems} keepButton={<KeepForAll access={access} disabled={wrong > 0} />} />
        )}
      </section>
    </>
  );
}

/** Makes the options of this crawl those of every new crawl. */
function KeepForAll({ access, disabled }: { readonly access: DraftAccess; readonly disabled: boolean }) {
  const { settings, change } = useSettings();
  const [problem, setProblem] = useState<string | null>(null);
  const given = withoutBlanks(access.given);
  const isKept = isEqual(given, settings.newCrawl);
  return (
    <>
      <span role="status" className={styles.keptNote}>
        {problem ?? (isKept ? setupTexts.keptForAll : "")}
      </span>
      <Button
        disabled={disabled || isKept}
        onClick={() => {
          change({ newCrawl: given }).then(
            () => setProblem(null),
            (thrown: Error) => setProblem(thrown.message),
          );
        }}
      >
        {setupTexts.keepForAll}
      </Button>
    </>
  );
}
