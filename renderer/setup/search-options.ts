import type { EditorOption } from "./editor-options.ts";

/** The options in whose name, label, meaning, group or unit every searched word stands. All of them when nothing is searched. */
export function searchOptions(options: readonly EditorOption[], searched: string): readonly EditorOption[] {
  const words = searched.toLowerCase().split(/\s+/).filter(Boolean);
  return options.filter((option) => {
    const text = [option.name, option.label, option.meaning, option.group, option.unit].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
