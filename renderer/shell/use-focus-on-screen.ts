import { useEffect } from "react";

/**
 * Puts the keyboard on the main part of a new screen when what had it went away with the last one. `screen`: another
 * text for another screen, or when its main part appears later.
 */
export function useFocusOnScreen(screen: string): void {
  useEffect(() => {
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const main = document.querySelector("main");
    if (main === null) return;
    main.tabIndex = -1;
    main.focus({ preventScroll: true });
  }, [screen]);
}
