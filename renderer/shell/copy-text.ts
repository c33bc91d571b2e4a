/**
 * Puts text on the clipboard in the way that works in every host: Electron's permissions deny the asynchronous clipboard, a copy
 * event needs none. Answers false when the browser refuses because too much time has passed since the last key or click.
 */
export function copyText(text: string): boolean {
  let done = false;
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
    event.stopPropagation();
    done = true;
  };
  // Without a selection the command counts as possible only for a page that says it copies by itself.
  const onBeforeCopy = (event: Event): void => event.preventDefault();
  window.addEventListener("beforecopy", onBeforeCopy, true);
  window.addEventListener("copy", onCopy, true);
  try {
    return document.execCommand("copy") && done;
  } finally {
    window.removeEventListener("beforecopy", onBeforeCopy, true);
    window.removeEventListener("copy", onCopy, true);
  }
}
