import { Button, CloseButton, Switch, TextInput } from "@mantine/core";
import { useMemo, useRef, useState } from "react";
import { setupTexts } from "../texts/setup.ts";
import { useEditor } from "./editor-context.ts";
import { EDITOR_OPTIONS, OPTION_GROUPS, type EditorOption } from "./editor-options.ts";
import { isChanged } from "./given-options.ts";
import { OptionRow } from "./option-row.tsx";
import styles from "./options.module.css";
import { searchOptions } from "./search-options.ts";

/** All options in groups, to be searched and changed. */
export function OptionEditor() {
  const { given } = useEditor();
  const [searched, setSearched] = useState("");
  const [kept, setKept] = useState<ReadonlySet<string> | null>(null);
  const rows = useRef<HTMLDivElement>(null);
  const found = useMemo(() => searchOptions(EDITOR_OPTIONS, searched), [searched]);
  // Rows that the person resets while only changed ones are shown stay where they are.
  const shown = kept === null ? found : found.filter(({ name, path }) => kept.has(name) || isChanged(given, path));
  const groups = OPTION_GROUPS.map((group) => ({ group, options: shown.filter((option) => option.group === group) })).filter(
    ({ options }) => options.length > 0,
  );
  const goToGroup = (group: string): void => {
    const heading = rows.current?.querySelector<HTMLElement>(`[data-group="${group}"]`);
    heading?.scrollIntoView({ block: "start" });
    heading?.focus({ preventScroll: true });
  };
  return (
    <div className={styles.editor}>
      <div className={styles.searchLine}>
        <OptionSearch searched={searched} onSearch={setSearched} />
        <Switch
          label={setupTexts.onlyChanged}
          checked={kept !== null}
          onChange={(event) => setKept(event.currentTarget.checked ? changedNames(given) : null)}
        />
      </div>
      <div className={styles.columns}>
        <GroupList groups={groups} onGo={goToGroup} />
        <div ref={rows} className={styles.groups}>
          {groups.map(({ group, options }) => (
            <section key={group} aria-labelledby={`group-${group}`}>
              <h3 id={`group-${group}`} data-group={group} tabIndex={-1} className={styles.group}>
                {group}
              </h3>
              {options.map((option) => (
                <OptionRow key={option.name} option={option} />
              ))}
            </section>
          ))}
          {shown.length === 0 && (
            <p className={styles.nothing} role="status">
              {searched === "" ? setupTexts.noChanged : setupTexts.noMatch(searched)}{" "}
              <Button
                onClick={() => {
                  setSearched("");
                  setKept(null);
                }}
              >
                {setupTexts.showAll}
              </Button>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

interface OptionSearchProps {
  readonly searched: string;
  readonly onSearch: (searched: string) => void;
}

/** The search field; Escape clears it. */
function OptionSearch({ searched, onSearch }: OptionSearchProps) {
  return (
    <TextInput
      className={styles.search}
      type="search"
      aria-label={setupTexts.search}
      placeholder={setupTexts.searchPlaceholder}
      autoComplete="off"
      value={searched}
      rightSection={searched === "" ? null : <CloseButton size="xs" aria-label={setupTexts.showAll} onClick={() => onSearch("")} />}
      onChange={(event) => onSearch(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || searched === "") return;
        event.preventDefault();
        event.stopPropagation();
        onSearch("");
      }}
    />
  );
}

interface GroupListProps {
  readonly groups: readonly { readonly group: string; readonly options: readonly EditorOption[] }[];
  readonly onGo: (group: string) => void;
}

/** The headings with how many of their options are changed; a click goes there. */
function GroupList({ groups, onGo }: GroupListProps) {
  const { given } = useEditor();
  return (
    <nav className={styles.groupList} aria-label={setupTexts.groups}>
      {groups.map(({ group, options }) => {
        const changed = options.filter(({ path }) => isChanged(given, path)).length;
        return (
          <button key={group} type="button" className={styles.groupLink} onClick={() => onGo(group)}>
            {group}
            {changed > 0 && (
              <span className={styles.groupCount} aria-label={setupTexts.groupChanged(changed)}>
                {changed}
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}

function changedNames(given: Parameters<typeof isChanged>[0]): ReadonlySet<string> {
  return new Set(EDITOR_OPTIONS.filter(({ path }) => isChanged(given, path)).map(({ name }) => name));
}
