import { createTheme } from "@mantine/core";

/** Height of a grid row in pixels, by density; `--row-height` in theme.css is the same number. `useRowHeight` gives the one that holds. */
export const ROW_HEIGHTS_PX = { compact: 28, comfortable: 34 } as const;

/**
 * What Mantine's components take as their defaults. Colours, sizes and spacing are CSS variables in `theme.css`: the provider
 * runs without generated style tags, so that the content security policy needs no exception for styles.
 */
export const theme = createTheme({
  primaryColor: "indigo",
  respectReducedMotion: true,
  cursorType: "pointer",
  components: {
    Button: { defaultProps: { size: "xs", variant: "default" } },
    ActionIcon: { defaultProps: { size: "sm", variant: "subtle", color: "gray" } },
    TextInput: { defaultProps: { size: "xs" } },
    Textarea: { defaultProps: { size: "xs" } },
    NativeSelect: { defaultProps: { size: "xs" } },
    Switch: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 100 }, fz: "xs" } },
    // The first item gets the focus, not an element without a name before it.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    // Their scroll lock would write a <style> element.
    Modal: { defaultProps: { lockScroll: false } },
    Drawer: { defaultProps: { lockScroll: false } },
  },
});
