import { Textarea } from "@mantine/core";
import { useState } from "react";
import { setupTexts } from "../texts/setup.ts";
import styles from "./tester.module.css";
import { useTypedHits } from "./use-pattern-hits.ts";

const words = setupTexts.tester;

/** Which of some typed addresses a pattern hits. */
export function TypedHitList({ pattern }: { readonly pattern: string }) {
  const [text, setText] = useState("");
  const { tried, hits, problem, isAnswered } = useTypedHits(text, pattern);
  const count = hits.filter(Boolean).length;
  return (
    <div className={styles.answer}>
      <Textarea
        label={words.typedLabel}
        placeholder={words.typedPlaceholder}
        rows={3}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p role="status" className={problem === null ? undefined : styles.problem}>
        {pattern === ""
          ? words.emptyPattern
          : problem !== null
            ? words.cannotUse(problem)
            : tried.length === 0
              ? words.nothingTyped
              : isAnswered && words.hits(count, tried.length)}
      </p>
      {problem === null && pattern !== "" && (
        <ul className={styles.urls}>
          {tried.map((url, index) => (
            <li key={`${index} ${url}`} data-hit={hits[index] === true || undefined}>
              <span className={styles.sign}>{hits[index] === true ? words.hit : words.notHit}</span> {url}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
