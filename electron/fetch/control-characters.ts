/** C0 control characters except the tab, and DEL. Those from U+0080 on are left: in latin1 they may be bytes of UTF-8. */
const CONTROLS = /[^\P{Cc}\t\u0080-\u009f]/gu;

/** Text with spaces in place of control characters, as RFC 9110 §5.5 allows for fields that hold some. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, " ");
}
