import { ActionIcon, Menu } from "@mantine/core";
import { commandCentre } from "../shell/command-centre.ts";
import { keyHint, type CommandName } from "../shell/commands.ts";
import { MenuDropdown } from "../shell/menu-dropdown.tsx";
import { runCommand } from "../shell/run-command.ts";
import { frameTexts } from "../texts/frame.ts";
import { libraryTexts } from "../texts/library.ts";
import { texts } from "../texts.ts";
import styles from "./crawl.module.css";

/** What is done with a crawl less often, and, where the window is narrow, what has no room beside it. */
export function CrawlMenu() {
  return (
    <Menu position="bottom-end" shadow="md" transitionProps={{ duration: 0 }} returnFocus>
      <Menu.Target>
        <ActionIcon size="md" variant="subtle" aria-label={frameTexts.crawlMenu} title={frameTexts.crawlMenu}>
          ⋯
        </ActionIcon>
      </Menu.Target>
      <MenuDropdown aria-label={frameTexts.crawlMenu}>
        <CrawlMenuItems />
      </MenuDropdown>
    </Menu>
  );
}

/** Drawn when the menu opens: what cannot be done is said as it is then. */
function CrawlMenuItems() {
  return (
    <>
      <CommandItem name="stop" label={texts.crawl.stop} className={styles.onlyNarrow} />
      <CommandItem name="export" label={texts.crawl.export + keyHint("export")} className={styles.onlyNarrow} />
      <Menu.Divider className={styles.onlyNarrow} />
      <CommandItem name="rename" label={libraryTexts.rename} />
      <CommandItem name="duplicate" label={libraryTexts.newFrom} />
      <CommandItem name="show-in-folder" label={libraryTexts.showInFolder} />
      <CommandItem name="verify" label={libraryTexts.check} />
      <Menu.Divider />
      <CommandItem name="delete" label={libraryTexts.delete} className={styles.dangerous} />
    </>
  );
}

interface CommandItemProps {
  readonly name: CommandName;
  readonly label: string;
  readonly className?: string | undefined;
}

function CommandItem({ name, label, className = "" }: CommandItemProps) {
  const refused = commandCentre.find(name)?.refused ?? null;
  return (
    <Menu.Item className={className} title={refused ?? undefined} disabled={refused !== null} onClick={() => runCommand(name)}>
      {label}
    </Menu.Item>
  );
}
