import type { ReactNode } from "react";
import type { About } from "#contract/questions.ts";
import licence from "../../LICENSE?raw";
import { useQuestion } from "../connection/use-question.ts";
import { useSubscription } from "../connection/use-subscription.ts";
import { formatRoute } from "../shell/route.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { helpTexts } from "../texts/help.ts";
import { texts } from "../texts.ts";
import { Diagnostics } from "./diagnostics.tsx";
import { HelpPage } from "./help-page.tsx";
import styles from "./help.module.css";
import { PathLine } from "./path-line.tsx";

const words = helpTexts.about;

/** Versions, where files are, what a report of a fault needs, and the licence. */
export function AboutScreen() {
  const { value, error, again } = useQuestion("app.about", {});
  useSubscription("settings", again);
  return (
    <HelpPage title={words.title}>
      {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: again }]} />}
      {value === null && error === null && <p role="status">{words.loading}</p>}
      {value !== null && <Facts about={value} />}
      <Diagnostics />
      <Section title={words.licence}>
        <p>{words.licenceMeaning}</p>
        <details>
          <summary>{words.licenceText}</summary>
          <pre className={styles.text}>{licence}</pre>
        </details>
      </Section>
    </HelpPage>
  );
}

function Facts({ about }: { readonly about: About }) {
  const versions = [
    [words.program, about.version],
    [words.runs, words.host[about.host]],
    [words.parts.node, about.node],
    [words.parts.electron, about.electron],
    [words.parts.sqlite, about.sqlite],
  ].filter(([, version]) => version !== "");
  return (
    <>
      <Section title={words.versions}>
        <dl className={styles.facts}>
          {versions.map(([name, version]) => (
            <div key={name} className={styles.fact}>
              <dt>{name}</dt>
              <dd>{version}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={words.places}>
        <dl className={styles.facts}>
          {(["libraryFolder", "exportFolder", "settingsFile", "logFile"] as const).map((place) => (
            <PathLine key={place} what={words.place[place]} path={about[place]} />
          ))}
        </dl>
        <p>
          <a href={formatRoute({ kind: "log" })}>{words.openLog}</a>
        </p>
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}
