import { Switch, TextInput } from "@mantine/core";
import { assertNever } from "#contract/words.ts";
import { optionTexts } from "../texts/options.ts";
import { setupTexts } from "../texts/setup.ts";
import { CapsField } from "./caps-field.tsx";
import { Choice } from "./choice.tsx";
import { useEditor } from "./editor-context.ts";
import type { EditorOption } from "./editor-options.ts";
import { valueOf } from "./given-options.ts";
import { HeadersField } from "./headers-field.tsx";
import { NumberField } from "./number-field.tsx";
import { PatternsField } from "./patterns-field.tsx";

interface OptionControlFieldProps {
  readonly option: EditorOption;
  readonly disabled: boolean;
}

/** The control that fits the values of an option. */
export function OptionControlField({ option, disabled }: OptionControlFieldProps) {
  const { given, set, problems } = useEditor();
  const { control, name, path, label } = option;
  const value = valueOf(given, path);
  const change = (next: unknown): void => set(path, next);
  const described = { "aria-describedby": `option-${name}-meaning`, disabled };
  switch (control.kind) {
    case "switch":
      return (
        <Switch
          {...described}
          aria-label={label}
          label={value === true ? setupTexts.on : setupTexts.off}
          checked={value === true}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <Choice
          labelledBy={`option-${name}`}
          values={control.values}
          value={String(value)}
          words={(one) => optionTexts.choice(name, one)}
          onChange={change}
          disabled={disabled}
        />
      );
    case "number":
      return (
        <NumberField option={option} value={value} isWrong={problems.byOption[name] !== undefined} disabled={disabled} onChange={change} />
      );
    case "text":
      return (
        <TextInput
          {...described}
          aria-label={label}
          aria-invalid={problems.byOption[name] !== undefined}
          value={String(value)}
          maxLength={control.maxLength}
          spellCheck={false}
          placeholder={option.example}
          onChange={(event) => change(event.currentTarget.value)}
        />
      );
    case "patterns":
      return <PatternsField option={option} patterns={value as readonly string[]} disabled={disabled} onChange={change} />;
    case "headers":
      return <HeadersField headers={value as readonly string[]} disabled={disabled} onChange={change} />;
    case "caps":
      return <CapsField caps={value as Readonly<Record<string, unknown>>} disabled={disabled} onChange={change} />;
    default:
      return assertNever(control);
  }
}
