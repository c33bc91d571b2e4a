import { Button, Checkbox, Popover, TextInput } from "@mantine/core";
import { useRef, useState, type FormEvent, type RefObject } from "react";
import type { SavedView } from "#contract/settings.ts";
import { resultsTexts } from "../texts/results.ts";
import styles from "./chooser.module.css";
import { SavedViewLine } from "./saved-view-line.tsx";
import type { SavedViews } from "./use-saved-views.ts";

interface SavedViewsMenuProps {
  readonly saved: SavedViews;
  readonly crawl: string;
  /** What is shown now, as a view without a name. */
  readonly shown: SavedView;
  readonly onApply: (view: SavedView) => void;
}

/** A button that opens the saved views: shows one, saves what is shown, renames, overwrites, deletes. */
export function SavedViewsMenu({ saved, crawl, shown, onApply }: SavedViewsMenuProps) {
  const [opened, setOpened] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const words = resultsTexts.saved;
  const groups = [
    { label: words.thisCrawl, views: saved.list?.filter((one) => one.crawl !== null) ?? [] },
    { label: words.allCrawls, views: saved.list?.filter((one) => one.crawl === null) ?? [] },
  ].filter(({ views }) => views.length > 0);
  const apply = (view: SavedView): void => {
    onApply(view);
    setOpened(false);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus shadow="md" transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button aria-haspopup="dialog" title={words.buttonHint} onClick={() => setOpened(!opened)}>
          {words.button}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.title}>
        <div className={styles.chooser}>
          <div className={styles.list}>
            {saved.error !== null && <p role="alert">{saved.error}</p>}
            {groups.length === 0 && saved.list !== null && <p className={styles.quiet}>{words.none}</p>}
            {groups.map(({ label, views }) => (
              <section key={label} aria-label={label}>
                <h3 className={styles.groupName}>{label}</h3>
                {views.map((view) => (
                  <SavedViewLine
                    key={view.id}
                    view={view}
                    isShown={sameRows(view, shown)}
                    onApply={() => apply(view)}
                    onOverwrite={() => saved.save({ ...shown, id: view.id, name: view.name, crawl: view.crawl })}
                    onRename={(name) => saved.save({ ...view, name })}
                    onForget={() => {
                      saved.forget(view);
                      nameField.current?.focus();
                    }}
                  />
                ))}
              </section>
            ))}
          </div>
          <SaveForm
            field={nameField}
            onSave={(name, forAll) => saved.save({ ...shown, id: crypto.randomUUID(), name, crawl: forAll ? null : crawl })}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface SaveFormProps {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly onSave: (name: string, forAll: boolean) => void;
}

function SaveForm({ field, onSave }: SaveFormProps) {
  const words = resultsTexts.saved;
  const [name, setName] = useState("");
  const [forAll, setForAll] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() === "") return setProblem(words.needName);
    onSave(name.trim(), forAll);
    setName("");
  };
  return (
    <form className={styles.save} onSubmit={submit}>
      <TextInput
        ref={field}
        data-autofocus
        aria-label={words.name}
        placeholder={words.namePlaceholder}
        value={name}
        maxLength={200}
        error={problem}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setProblem(null);
        }}
      />
      <div className={styles.saveLine}>
        <Checkbox size="xs" label={words.forAll} checked={forAll} onChange={(event) => setForAll(event.currentTarget.checked)} />
        <Button type="submit">{words.save}</Button>
      </div>
    </form>
  );
}

function sameRows(one: SavedView, other: SavedView): boolean {
  const words = ({ search, filter, picks, sort, columns }: SavedView): string =>
    JSON.stringify([search, filter ?? null, picks, sort, columns.map((column) => [column.name, column.pinned])]);
  return words(one) === words(other);
}
