import { Menu, type MenuDropdownProps } from "@mantine/core";

/** The entries of a menu; the first that can be chosen has the keyboard as soon as the menu opens. */
export function MenuDropdown(props: MenuDropdownProps) {
  return <Menu.Dropdown {...props} ref={focusFirstEntry} />;
}

/** Mantine itself takes the first entry, also when that is disabled or not drawn and cannot have the focus. */
function focusFirstEntry(menu: HTMLDivElement | null): void {
  setTimeout(() => {
    const entries = menu?.querySelectorAll<HTMLElement>("[role=menuitem]:not(:disabled)") ?? [];
    [...entries].find((entry) => entry.checkVisibility())?.focus({ preventScroll: true });
  });
}
