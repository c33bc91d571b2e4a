import { Switch } from "@mantine/core";
import { setupTexts } from "../texts/setup.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Problem } from "./choice-setting.tsx";
import { SettingRow } from "./setting-row.tsx";
import { useSettingChange } from "./use-setting-change.ts";

/** A setting that is on or off. */
export function SwitchSetting({ name }: { readonly name: "confirmStop" | "confirmDelete" }) {
  const { settings, change, problem } = useSettingChange();
  const { label, meaning } = settingsTexts[name];
  return (
    <SettingRow id={`setting-${name}`} label={label} meaning={meaning}>
      <Switch
        aria-label={label}
        label={settings[name] ? setupTexts.on : setupTexts.off}
        checked={settings[name]}
        onChange={(event) => void change({ [name]: event.currentTarget.checked })}
      />
      <Problem text={problem} />
    </SettingRow>
  );
}
