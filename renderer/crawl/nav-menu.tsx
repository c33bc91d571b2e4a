import { Button, Menu } from "@mantine/core";
import { formatCount } from "../shell/format.ts";
import { isTable, NAV_GROUPS, viewTitle } from "../shell/crawl-views.ts";
import { MenuDropdown } from "../shell/menu-dropdown.tsx";
import { frameTexts } from "../texts/frame.ts";
import type { CrawlNavProps } from "./crawl-nav.tsx";
import styles from "./crawl.module.css";

/** The views of a crawl behind one button, for a window that has no room beside them. */
export function NavMenu({ shown, rows, onShow }: CrawlNavProps) {
  return (
    <Menu position="bottom-start" shadow="md" transitionProps={{ duration: 0 }} returnFocus>
      <Menu.Target>
        <Button
          className={styles.navMenu}
          aria-label={frameTexts.viewsMenu(viewTitle(shown))}
          rightSection={<span aria-hidden="true">▾</span>}
        >
          {viewTitle(shown)}
        </Button>
      </Menu.Target>
      <MenuDropdown className={styles.navDropdown}>
        {NAV_GROUPS.map((group) => (
          <div key={group.views[0]}>
            {group.label !== "" && <Menu.Label>{group.label}</Menu.Label>}
            {group.views.map((view) => (
              <Menu.Item
                key={view}
                aria-current={view === shown ? "page" : undefined}
                rightSection={isTable(view) ? <span className={styles.navCount}>{formatCount(rows[view])}</span> : null}
                onClick={() => onShow(view)}
              >
                {viewTitle(view)}
              </Menu.Item>
            ))}
          </div>
        ))}
      </MenuDropdown>
    </Menu>
  );
}
