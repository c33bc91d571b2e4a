import { Button } from "@mantine/core";
import { optionTexts } from "../texts/options.ts";
import { setupTexts } from "../texts/setup.ts";
import { useEditor } from "./editor-context.ts";
import type { EditorOption } from "./editor-options.ts";
import { isChanged, isEqual, valueOf } from "./given-options.ts";
import { OptionControlField } from "./option-control-field.tsx";
import styles from "./options.module.css";
import { valueText } from "./value-text.ts";

const WIDE_CONTROLS = new Set(["patterns", "headers", "caps", "text"]);

/** One option: what it is called and means, its value, what else it could be, and what is wrong with it. */
export function OptionRow({ option }: { readonly option: EditorOption }) {
  const { given, set, problems, applied, fixed } = useEditor();
  const { name, path, control } = option;
  const labelId = `option-${name}`;
  const changed = isChanged(given, path);
  const pending = applied !== null && !isEqual(valueOf(given, path), valueOf(applied, path));
  const wrong = problems.byOption[name] ?? [];
  const whyFixed = fixed.get(path[0]) ?? null;
  const isFixed = whyFixed !== null;
  return (
    <div className={styles.row} role="group" aria-labelledby={labelId} data-wide={WIDE_CONTROLS.has(control.kind) || undefined}>
      <div className={styles.about}>
        <div className={styles.head}>
          <span className={styles.mark} data-pending={pending || undefined} aria-hidden="true">
            {pending ? "◆" : changed ? "●" : ""}
          </span>
          <span id={labelId} className={styles.optionLabel}>
            {option.label}
          </span>
          <code className={styles.name}>{name}</code>
          {changed && !isFixed && (
            <Button
              className={styles.reset}
              size="compact-xs"
              variant="subtle"
              aria-label={setupTexts.resetLabel(option.label)}
              onClick={() => set(path, option.standard)}
            >
              {setupTexts.reset}
            </Button>
          )}
          {(changed || pending) && <span className="visually-hidden">{pending ? setupTexts.notApplied : setupTexts.changed}</span>}
        </div>
        <p className={styles.meaning} id={`${labelId}-meaning`}>
          {meaningOf(option)}
        </p>
      </div>
      <div className={styles.control}>
        <OptionControlField option={option} disabled={isFixed} />
        {wrong.map((problem) => (
          <p key={problem} className={styles.problem} role="alert">
            {problem}
          </p>
        ))}
        {isFixed && <p className={styles.facts}>{whyFixed}</p>}
        <p className={styles.facts}>{factsOf(option).join(" · ")}</p>
      </div>
    </div>
  );
}

/** What an option means, with the words of the choices instead of their names in YAML. */
function meaningOf({ name, meaning, control }: EditorOption): string {
  const values = control.kind === "choice" ? control.values : [];
  return values.reduce((text, value) => text.replace(`${value}: `, `${optionTexts.choice(name, value)}: `), meaning);
}

function factsOf(option: EditorOption): readonly string[] {
  const { control, standard, example, name } = option;
  const range = control.kind === "number" ? [setupTexts.range(control.min, control.max)] : [];
  const isText = control.kind === "text" || control.kind === "patterns" || control.kind === "headers" || control.kind === "caps";
  const said = control.kind === "choice" ? optionTexts.choice(name, example) : example;
  const examples =
    control.kind === "number" && example === String(standard) ? [] : isText || control.kind === "number" ? [setupTexts.example(said)] : [];
  return [...range, setupTexts.standard(valueText(option, standard)), ...examples];
}
