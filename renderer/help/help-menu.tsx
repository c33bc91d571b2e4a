import { Button, Menu } from "@mantine/core";
import { commandCentre } from "../shell/command-centre.ts";
import { commandNamed, keyLabel, type CommandName } from "../shell/commands.ts";
import { MenuDropdown } from "../shell/menu-dropdown.tsx";
import { runCommand } from "../shell/run-command.ts";
import { helpTexts } from "../texts/help.ts";
import { useState } from "react";
import styles from "./help.module.css";

const ITEMS: readonly CommandName[] = ["palette", "shortcuts", "verify", "log", "about"];

/** A button that leads to everything that helps, for those who do not know its keys. */
export function HelpMenu() {
  const [items, setItems] = useState<readonly CommandName[]>([]);
  return (
    <Menu
      position="bottom-end"
      transitionProps={{ duration: 0 }}
      onOpen={() => setItems(ITEMS.filter((name) => commandCentre.find(name) !== null))}
    >
      <Menu.Target>
        <Button className={styles.helpButton} aria-label={helpTexts.menu.button} title={helpTexts.menu.label}>
          ?
        </Button>
      </Menu.Target>
      <MenuDropdown>
        {items.map((name) => {
          const { title, keys } = commandNamed(name);
          const [key] = keys;
          return (
            <Menu.Item
              key={name}
              onClick={() => runCommand(name)}
              rightSection={key === undefined ? undefined : <kbd>{keyLabel(key)}</kbd>}
            >
              {title}
            </Menu.Item>
          );
        })}
      </MenuDropdown>
    </Menu>
  );
}
