import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import { MenuDropdown } from "../shell/menu-dropdown.tsx";

interface PointMenuProps {
  readonly label: string;
  readonly xPx: number;
  readonly yPx: number;
  /** Called after an item was chosen, a click elsewhere, or Escape. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A menu at a point of the window, as a right click or the menu key opens it. */
export function PointMenu({ label, xPx, yPx, onClose, children }: PointMenuProps) {
  return (
    <Menu
      opened
      onChange={(isOpen) => !isOpen && onClose()}
      position="bottom-start"
      offset={2}
      shadow="md"
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span aria-hidden="true" style={{ position: "fixed", left: xPx, top: yPx, width: 0, height: 0 }} />
      </Menu.Target>
      <MenuDropdown aria-label={label}>{children}</MenuDropdown>
    </Menu>
  );
}
