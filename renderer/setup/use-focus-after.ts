import { useCallback, useLayoutEffect, useRef, type RefObject } from "react";

/** Gives the focus to an element of a list that is drawn only after the list has changed, so that it is never lost. */
export function useFocusAfter(): { readonly list: RefObject<HTMLDivElement | null>; readonly focusAfter: (selector: string) => void } {
  const list = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    list.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  });
  const focusAfter = useCallback((selector: string) => {
    wanted.current = selector;
  }, []);
  return { list, focusAfter };
}
