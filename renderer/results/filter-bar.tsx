import { Button, CloseButton, Popover } from "@mantine/core";
import { useState, type RefObject } from "react";
import type { Filter } from "#contract/views.ts";
import type { AskChange, Table } from "../crawl/use-table.ts";
import { resultsTexts } from "../texts/results.ts";
import { draftOf, newTest, type FilterDraft } from "./filter-draft.ts";
import { FilterEditor } from "./filter-editor.tsx";
import { filterWords, withPart } from "./filter-words.ts";
import styles from "./filter.module.css";
import type { ViewName } from "#contract/views.ts";
import { filterOfParts, filterParts } from "./table-asked.ts";

/** Where a filter is edited: the chip at a place, or a new one behind the last (-1). */
export interface EditedFilter {
  readonly place: number;
  readonly draft: FilterDraft;
}

/** Which filter is edited, and how to begin with one. */
export interface FilterEditing {
  readonly edited: EditedFilter | null;
  readonly edit: (edited: EditedFilter | null) => void;
  /** Begins with a new test of a column. */
  readonly add: (column?: string) => void;
}

/** Keeps which filter of a view is edited. */
export function useFilterEditing(view: ViewName, usual: string): FilterEditing {
  const [edited, edit] = useState<EditedFilter | null>(null);
  return { edited, edit, add: (column = usual) => edit({ place: -1, draft: newTest(view, column) }) };
}

interface FilterBarProps {
  readonly crawl: string;
  readonly view: ViewName;
  readonly table: Table;
  readonly editing: FilterEditing;
}

/** The filters of a view as chips that can be changed and removed, and a button that adds one. */
export function FilterBar({ crawl, view, table, editing }: FilterBarProps) {
  const { asked, change, gridRef } = table;
  const parts = filterParts(asked.filter);
  const put = (next: readonly Filter[]): void => change({ filter: filterOfParts(next) });
  const editorOf = (place: number) => ({
    crawl,
    view,
    opened: editing.edited?.place === place ? editing.edited.draft : null,
    onClose: () => editing.edit(null),
    backTo: gridRef,
    onApply: (filter: Filter | null) => {
      put(place === -1 ? (filter === null ? parts : [...parts, filter]) : withPart(parts, place, filter));
      editing.edit(null);
    },
  });
  return (
    <div className={styles.bar} role="group" aria-label={resultsTexts.filter.bar}>
      {parts.map((part, place) => (
        <EditorPopover key={`${place} ${JSON.stringify(part)}`} {...editorOf(place)}>
          <Chip
            words={filterWords(view, part)}
            onEdit={() => editing.edit({ place, draft: draftOf(view, part) })}
            onRemove={() => {
              put(withPart(parts, place, null));
              gridRef.current?.focus();
            }}
          />
        </EditorPopover>
      ))}
      <EditorPopover {...editorOf(-1)}>
        <Button aria-haspopup="dialog" title={resultsTexts.filter.addHint} onClick={() => editing.add()}>
          + {resultsTexts.filter.add}
        </Button>
      </EditorPopover>
      {parts.length > 1 && <ClearAll change={change} />}
    </div>
  );
}

function ClearAll({ change }: { readonly change: AskChange }) {
  return (
    <Button variant="subtle" onClick={() => change({ filter: undefined })}>
      {resultsTexts.filter.clearAll}
    </Button>
  );
}

function Chip({ words, onEdit, onRemove }: { readonly words: string; readonly onEdit: () => void; readonly onRemove: () => void }) {
  return (
    <span className={styles.chip}>
      <button type="button" className={styles.chipText} title={resultsTexts.filter.edit(words)} onClick={onEdit}>
        {words}
      </button>
      <CloseButton size="xs" aria-label={resultsTexts.filter.remove(words)} onClick={onRemove} />
    </span>
  );
}

interface EditorPopoverProps {
  readonly crawl: string;
  readonly view: ViewName;
  /** What is edited; null while nothing is. */
  readonly opened: FilterDraft | null;
  readonly onClose: () => void;
  readonly onApply: (filter: Filter | null) => void;
  /** Where the focus goes after a filter was applied. */
  readonly backTo: RefObject<HTMLElement | null>;
  readonly children: React.ReactNode;
}

function EditorPopover({ crawl, view, opened, onClose, onApply, backTo, children }: EditorPopoverProps) {
  return (
    <Popover
      opened={opened !== null}
      onChange={(isOpen) => !isOpen && onClose()}
      position="bottom-start"
      trapFocus
      returnFocus
      // The target is no button: those inside say what they open.
      withRoles={false}
      shadow="md"
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={styles.anchor}>{children}</span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={resultsTexts.filter.title}>
        {opened !== null && (
          <FilterEditor
            crawl={crawl}
            view={view}
            start={opened}
            onCancel={onClose}
            onApply={(filter) => {
              onApply(filter);
              backTo.current?.focus();
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
