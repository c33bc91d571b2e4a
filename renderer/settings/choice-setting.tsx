import { Choice } from "../setup/choice.tsx";
import { settingsTexts } from "../texts/settings.ts";
import { SettingRow } from "./setting-row.tsx";
import styles from "./settings.module.css";
import { useSettingChange } from "./use-setting-change.ts";

type Chosen = "theme" | "density" | "onWindowClose";

/** A setting with a few values, all of them in sight. */
export function ChoiceSetting({ name }: { readonly name: Chosen }) {
  const { settings, change, problem } = useSettingChange();
  const words: { readonly label: string; readonly meaning?: string; readonly values: Readonly<Record<string, string>> } =
    settingsTexts[name];
  return (
    <SettingRow id={`setting-${name}`} label={words.label} {...(words.meaning === undefined ? {} : { meaning: words.meaning })}>
      <Choice
        labelledBy={`setting-${name}`}
        values={Object.keys(words.values)}
        value={settings[name]}
        words={(value) => words.values[value] ?? value}
        onChange={(value) => void change({ [name]: value })}
      />
      <Problem text={problem} />
    </SettingRow>
  );
}

/** Why a setting was not kept. */
export function Problem({ text }: { readonly text: string | null }) {
  return text === null ? null : (
    <p className={styles.problem} role="alert">
      {text}
    </p>
  );
}
