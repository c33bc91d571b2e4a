import { NativeSelect, Switch } from "@mantine/core";
import type { CsvFormat } from "#contract/settings.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Problem } from "./choice-setting.tsx";
import { SettingRow } from "./setting-row.tsx";
import styles from "./settings.module.css";
import { useSettingChange } from "./use-setting-change.ts";

const words = settingsTexts.csv;
const asData = (values: Readonly<Record<string, string>>) => Object.entries(values).map(([value, label]) => ({ value, label }));

/** How CSV files are written, unless an export says otherwise. */
export function CsvSetting() {
  const { settings, change, problem } = useSettingChange();
  const { csv } = settings;
  const set = (changes: Partial<CsvFormat>): void => void change({ csv: { ...csv, ...changes } });
  return (
    <SettingRow id="setting-csv" label={words.label} meaning={words.meaning}>
      <div className={styles.fields}>
        <NativeSelect
          label={words.separator}
          value={csv.separator}
          data={asData(words.separators)}
          onChange={(event) => set({ separator: event.currentTarget.value as CsvFormat["separator"] })}
        />
        <NativeSelect
          label={words.lineEnds}
          value={csv.lineEnds}
          data={asData(words.lineEndValues)}
          onChange={(event) => set({ lineEnds: event.currentTarget.value as CsvFormat["lineEnds"] })}
        />
      </div>
      <Switch
        label={words.byteOrderMark}
        checked={csv.byteOrderMark}
        onChange={(event) => set({ byteOrderMark: event.currentTarget.checked })}
      />
      <Problem text={problem} />
    </SettingRow>
  );
}
