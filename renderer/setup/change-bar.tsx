import { Button } from "@mantine/core";
import { setupTexts } from "../texts/setup.ts";
import { EDITOR_OPTIONS } from "./editor-options.ts";
import { isEqual, valueOf, type GivenOptions } from "./given-options.ts";
import styles from "./options-view.module.css";
import type { OptionChanges } from "./use-option-changes.ts";
import { valueText } from "./value-text.ts";

const words = setupTexts.running;

interface ChangeBarProps {
  readonly changes: OptionChanges;
  /** Whether something that was typed cannot be applied. */
  readonly isWrong: boolean;
}

/** What would change, with Apply and Discard; after it was applied, with Undo. */
export function ChangeBar({ changes, isWrong }: ChangeBarProps) {
  const { applied, given, last, isApplying, problem, apply, undo, edit } = changes;
  const pending = differences(applied, given);
  const done = last === null ? [] : differences(last.before, last.after);
  if (pending.length === 0 && done.length === 0 && problem === null) return null;
  return (
    <section className={styles.bar} aria-label={words.pending(pending.length)}>
      {problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {pending.length > 0 ? (
        <>
          <strong>{words.pending(pending.length)}</strong>
          <ul className={styles.list}>
            {pending.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <div className={styles.tools}>
            <Button disabled={isApplying} onClick={() => edit(applied)}>
              {words.discard}
            </Button>
            <Button variant="filled" disabled={isWrong} loading={isApplying} onClick={() => void apply()}>
              {words.apply}
            </Button>
          </div>
        </>
      ) : (
        done.length > 0 && (
          <>
            <p role="status" className={styles.done}>
              {words.applied(done.join("; "))}
            </p>
            <Button loading={isApplying} onClick={() => void undo()}>
              {setupTexts.undo}
            </Button>
          </>
        )
      )}
    </section>
  );
}

/** "Pages in all: 0 pages → 500 pages", for every option that differs. */
function differences(before: GivenOptions, after: GivenOptions): readonly string[] {
  return EDITOR_OPTIONS.filter(({ path }) => !isEqual(valueOf(before, path), valueOf(after, path))).map((option) =>
    words.from(option.label, valueText(option, valueOf(before, option.path)), valueText(option, valueOf(after, option.path))),
  );
}
