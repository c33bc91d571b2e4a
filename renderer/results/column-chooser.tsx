import { ActionIcon, Button, Checkbox, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ViewName } from "#contract/views.ts";
import type { ColumnLayout } from "../shell/remembered.ts";
import { resultsTexts } from "../texts/results.ts";
import styles from "./chooser.module.css";
import { groupedColumns } from "./column-groups.ts";
import { isDefaultLayout, toggleColumn, togglePin } from "./column-layout.ts";
import { defaultLayout, labelOf } from "./columns.ts";

interface ColumnChooserProps {
  readonly view: ViewName;
  readonly layout: ColumnLayout;
  readonly onChange: (layout: ColumnLayout) => void;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
}

/** A button that opens the list of all columns of a view: which are shown, and which stay at the left. */
export function ColumnChooser({ view, layout, onChange, opened, onOpened }: ColumnChooserProps) {
  const words = resultsTexts.columns;
  return (
    <Popover opened={opened} onChange={onOpened} position="bottom-end" trapFocus returnFocus shadow="md" transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <Button aria-haspopup="dialog" title={words.buttonHint} onClick={() => onOpened(!opened)}>
          {words.button}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.title}>
        <ColumnList view={view} layout={layout} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnList({ view, layout, onChange }: Pick<ColumnChooserProps, "view" | "layout" | "onChange">) {
  const words = resultsTexts.columns;
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const groups = groupedColumns(view)
    .map(({ group, columns }) => ({
      group,
      columns: columns.filter(({ name, meaning }) => `${labelOf(name)} ${name} ${meaning}`.toLowerCase().includes(wanted)),
    }))
    .filter(({ columns }) => columns.length > 0);
  return (
    <div className={styles.chooser}>
      <TextInput
        data-autofocus
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={styles.list}>
        {groups.length === 0 && <p className={styles.quiet}>{words.none(search)}</p>}
        {groups.map(({ group, columns }) => (
          <section key={group} aria-label={words.groups[group]}>
            <h3 className={styles.groupName}>{words.groups[group]}</h3>
            {columns.map(({ name, meaning }) => (
              <ColumnLine key={name} name={name} meaning={meaning} layout={layout} onChange={onChange} />
            ))}
          </section>
        ))}
      </div>
      <p className={styles.quiet}>{words.help}</p>
      <Button disabled={isDefaultLayout(view, layout)} onClick={() => onChange(defaultLayout(view))}>
        {words.reset}
      </Button>
    </div>
  );
}

interface ColumnLineProps extends Pick<ColumnChooserProps, "layout" | "onChange"> {
  readonly name: string;
  readonly meaning: string;
}

function ColumnLine({ name, meaning, layout, onChange }: ColumnLineProps) {
  const label = labelOf(name);
  const shown = layout.find((column) => column.name === name);
  return (
    <div className={styles.line}>
      <Checkbox
        size="xs"
        className={styles.box}
        label={label}
        description={meaning}
        checked={shown !== undefined}
        onChange={() => onChange(toggleColumn(layout, name))}
      />
      {shown !== undefined && (
        <ActionIcon
          variant={shown.pinned ? "filled" : "subtle"}
          color={shown.pinned ? "indigo" : "gray"}
          aria-pressed={shown.pinned}
          aria-label={resultsTexts.columns.pin(label)}
          title={resultsTexts.columns.pin(label)}
          onClick={() => onChange(togglePin(layout, name))}
        >
          ⇤
        </ActionIcon>
      )}
    </div>
  );
}
