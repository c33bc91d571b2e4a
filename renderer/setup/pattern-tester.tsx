import { Button, CloseButton, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useQuestion } from "../connection/use-question.ts";
import { setupTexts } from "../texts/setup.ts";
import { CrawlHitList } from "./crawl-hit-list.tsx";
import { useEditor } from "./editor-context.ts";
import styles from "./tester.module.css";
import { TypedHitList } from "./typed-hit-list.tsx";

const TYPED = "typed";
const words = setupTexts.tester;

interface PatternTesterProps {
  readonly pattern: string;
  /** Takes one of the examples instead of the pattern. */
  readonly onUse: (pattern: string) => void;
  readonly onClose: () => void;
}

/** What a pattern hits, in a crawl of the library or among typed addresses, and what kinds of patterns there are. */
export function PatternTester({ pattern, onUse, onClose }: PatternTesterProps) {
  const { crawl: own } = useEditor();
  const list = useQuestion("library.list", {});
  const [chosen, setChosen] = useState<string | null>(null);
  const crawls = (list.value ?? []).filter(({ coverage }) => (coverage?.discovered ?? 0) > 0);
  const source = chosen ?? own ?? crawls[0]?.crawl ?? TYPED;
  const options = crawls.map(({ crawl, name, coverage }) => ({ value: crawl, label: words.crawl(name, coverage?.discovered ?? 0) }));
  return (
    <section className={styles.tester} aria-label={words.title(pattern)}>
      <header className={styles.head}>
        <NativeSelect
          className={styles.source}
          label={words.source}
          value={source}
          data={[...options, { value: TYPED, label: words.typed }]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        <CloseButton size="sm" aria-label={words.close} onClick={onClose} />
      </header>
      {source === TYPED ? <TypedHitList pattern={pattern} /> : <CrawlHitList crawl={source} pattern={pattern} />}
      <PatternKinds onUse={onUse} />
    </section>
  );
}

/** The kinds of patterns, each with an example that can be taken. */
function PatternKinds({ onUse }: { readonly onUse: (pattern: string) => void }) {
  return (
    <details className={styles.kinds}>
      <summary>{setupTexts.kinds.title}</summary>
      <ul>
        {setupTexts.kinds.rows.map(({ pattern, meaning }) => (
          <li key={pattern}>
            <Button className={styles.kind} size="compact-xs" aria-label={setupTexts.kinds.use(pattern)} onClick={() => onUse(pattern)}>
              {pattern}
            </Button>
            <span>{meaning}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
