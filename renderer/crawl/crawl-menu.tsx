import { ActionIcon, Menu } from "@mantine/core";
import { commandCentre } from "../shell/command-centre.ts";
import { keyHint, type CommandName } from "../shell/commands.ts";
import { runCommand } from "../shell/run-command.ts";
import { frameTexts } from "../texts/frame.ts";
import { libraryTexts } from "../texts/library.ts";
import { texts } from "../texts.ts";
import styles from "./crawl.module.css";

const ITEMS: readonly (readonly [CommandName, string] | null)[] = [
  ["rename", libraryTexts.rename],
  ["duplicate", libraryTexts.newFrom],
  ["show-in-folder", libraryTexts.showInFolder],
  ["verify", libraryTexts.check],
  null,
  ["delete", libraryTexts.delete],
];

/** What is done with a crawl less often, and, where the window is narrow, what has no room beside it. */
export function CrawlMenu() {
  const item = (name: CommandName, label: string, className = name === "delete" ? styles.dangerous : "") => (
    <Menu.Item
      key={name}
      className={className}
      title={commandCentre.find(name)?.refused ?? undefined}
      disabled={(commandCentre.find(name)?.refused ?? null) !== null}
      onClick={() => runCommand(name)}
    >
      {label}
    </Menu.Item>
  );
  return (
    <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }} returnFocus>
      <Menu.Target>
        <ActionIcon size="md" variant="subtle" aria-label={frameTexts.crawlMenu} title={frameTexts.crawlMenu}>
          ⋯
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={frameTexts.crawlMenu}>
        {item("stop", texts.crawl.stop, styles.onlyNarrow)}
        {item("export", texts.crawl.export + keyHint("export"), styles.onlyNarrow)}
        <Menu.Divider className={styles.onlyNarrow} />
        {ITEMS.map((entry) => (entry === null ? <Menu.Divider key="divider" /> : item(...entry)))}
      </Menu.Dropdown>
    </Menu>
  );
}
