import { Button, Tabs } from "@mantine/core";
import { useMemo, useState, type ReactNode } from "react";
import { setupTexts } from "../texts/setup.ts";
import { EditorContext } from "./editor-context.ts";
import { isEqual, withValue, type GivenOptions } from "./given-options.ts";
import { OptionEditor } from "./option-editor.tsx";
import styles from "./options.module.css";
import type { OptionProblems } from "./problems-by-option.ts";
import { YamlPanel } from "./yaml-panel.tsx";

interface OptionPanelProps {
  readonly given: GivenOptions;
  readonly onChange: (given: GivenOptions) => void;
  readonly problems: OptionProblems;
  /** Takes start addresses that a loaded YAML holds; without it they are left out. */
  readonly onSeeds?: (seeds: readonly string[]) => void;
  readonly applied?: GivenOptions | null;
  readonly fixed?: ReadonlyMap<string, string>;
  readonly crawl?: string | null;
  /** Further buttons beside "reset all". */
  readonly children?: ReactNode;
}

const NONE: ReadonlyMap<string, string> = new Map();

/** The options of a crawl, as rows and as YAML. */
export function OptionPanel({
  given,
  onChange,
  problems,
  onSeeds,
  applied = null,
  fixed = NONE,
  crawl = null,
  children,
}: OptionPanelProps) {
  const editor = useMemo(
    () => ({
      given,
      problems,
      applied,
      fixed,
      crawl,
      set: (path: Parameters<typeof withValue>[1], value: unknown) => onChange(withValue(given, path, value)),
    }),
    [given, problems, applied, fixed, crawl, onChange],
  );
  return (
    <EditorContext value={editor}>
      <Tabs className={styles.panel} defaultValue="options" keepMounted={false}>
        <div className={styles.panelHead}>
          <Tabs.List>
            <Tabs.Tab value="options">{setupTexts.tabs.options}</Tabs.Tab>
            <Tabs.Tab value="yaml">{setupTexts.tabs.yaml}</Tabs.Tab>
          </Tabs.List>
          <div className={styles.panelTools}>
            {children}
            <ResetAll given={given} onChange={onChange} />
          </div>
        </div>
        {problems.other.map((problem) => (
          <p key={problem} className={styles.problem} role="alert">
            {problem}
          </p>
        ))}
        <Tabs.Panel value="options">
          <OptionEditor />
        </Tabs.Panel>
        <Tabs.Panel value="yaml">
          <YamlPanel given={given} onLoad={onChange} onSeeds={onSeeds} />
        </Tabs.Panel>
      </Tabs>
    </EditorContext>
  );
}

/** Gives every option its default, and takes that back. */
function ResetAll({ given, onChange }: Pick<OptionPanelProps, "given" | "onChange">) {
  const [before, setBefore] = useState<GivenOptions | null>(null);
  const isStandard = isEqual(given, {});
  const canUndo = isStandard && before !== null;
  const run = (): void => {
    setBefore(canUndo ? null : given);
    onChange(canUndo ? before : {});
  };
  return (
    <Button disabled={isStandard && !canUndo} onClick={run}>
      {canUndo ? setupTexts.undoReset : setupTexts.resetAll}
    </Button>
  );
}
