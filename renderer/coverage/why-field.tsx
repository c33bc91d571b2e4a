import { Button, TextInput } from "@mantine/core";
import { useId, useState, type FormEvent } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { Why } from "#contract/questions.ts";
import { useConnection } from "../connection/connection-context.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { coverageTexts } from "../texts/coverage.ts";
import styles from "./coverage.module.css";

/** A field for an address, and why it is in the crawl or not. */
export function WhyField({ crawl, onShow }: { readonly crawl: string; readonly onShow: (url: string) => void }) {
  const connection = useConnection();
  const id = useId();
  const [url, setUrl] = useState("");
  const [why, setWhy] = useState<Why | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const ask = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (url.trim() === "") return;
    setAsking(true);
    setError(null);
    try {
      setWhy(await connection.call("crawl.why", { crawl, url: url.trim() }));
    } catch (thrown) {
      setError(toOrbweaverError(thrown).message);
    } finally {
      setAsking(false);
    }
  };
  return (
    <section className={styles.why} aria-labelledby={id}>
      <h2 id={id}>{coverageTexts.whyTitle}</h2>
      <form className={styles.whyForm} onSubmit={(event) => void ask(event)}>
        <TextInput
          className={styles.whyInput}
          aria-label={coverageTexts.whyLabel}
          placeholder={coverageTexts.whyPlaceholder}
          spellCheck={false}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <Button type="submit" disabled={asking || url.trim() === ""}>
          {asking ? coverageTexts.whyAsking : coverageTexts.whyAsk}
        </Button>
      </form>
      {error !== null && <SentenceLine level="error" message={error} />}
      <div role="status">
        {why !== null && (
          <>
            <p className={styles.explanation}>{why.explanation}</p>
            {why.path.length > 1 && (
              <ol className={styles.path} aria-label={coverageTexts.whyPath}>
                {why.path.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            )}
            {why.known && <Button onClick={() => onShow(why.url)}>{coverageTexts.whyOpen}</Button>}
          </>
        )}
      </div>
    </section>
  );
}
