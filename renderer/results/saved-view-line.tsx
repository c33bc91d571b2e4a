import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { SavedView } from "#contract/settings.ts";
import { resultsTexts } from "../texts/results.ts";
import styles from "./chooser.module.css";

interface SavedViewLineProps {
  readonly view: SavedView;
  /** Whether what is shown now is this view. */
  readonly isShown: boolean;
  readonly onApply: () => void;
  readonly onOverwrite: () => void;
  readonly onRename: (name: string) => void;
  readonly onForget: () => void;
}

/** One saved view: its name shows it; beside it what can be done to it. */
export function SavedViewLine({ view, isShown, onApply, onOverwrite, onRename, onForget }: SavedViewLineProps) {
  const words = resultsTexts.saved;
  const [typed, setTyped] = useState<string | null>(null);
  if (typed !== null)
    return (
      <form
        className={styles.savedLine}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== "") onRename(typed.trim());
          setTyped(null);
        }}
      >
        <TextInput
          className={styles.rename}
          autoFocus
          aria-label={words.name}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit">{words.done}</Button>
      </form>
    );
  return (
    <div className={styles.savedLine}>
      <button
        type="button"
        className={styles.savedName}
        aria-label={words.apply(view.name)}
        aria-current={isShown || undefined}
        title={view.name}
        onClick={onApply}
      >
        {view.name}
      </button>
      <ActionIcon aria-label={words.overwriteLabel(view.name)} title={words.overwrite} disabled={isShown} onClick={onOverwrite}>
        ⤓
      </ActionIcon>
      <ActionIcon aria-label={words.renameLabel(view.name)} title={words.rename} onClick={() => setTyped(view.name)}>
        ✎
      </ActionIcon>
      <ActionIcon aria-label={words.forgetLabel(view.name)} title={words.forget} onClick={onForget}>
        ×
      </ActionIcon>
    </div>
  );
}
