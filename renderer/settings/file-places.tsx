import { Button } from "@mantine/core";
import { useState } from "react";
import type { About } from "#contract/questions.ts";
import { copyText } from "../shell/copy-text.ts";
import { settingsTexts } from "../texts/settings.ts";
import { SettingRow } from "./setting-row.tsx";
import styles from "./settings.module.css";

const words = settingsTexts.files;

/** Where the program keeps its own files, as text that can be copied. */
export function FilePlaces({ about }: { readonly about: About }) {
  const [said, setSaid] = useState("");
  const places = [
    { what: words.settings, path: about.settingsFile },
    { what: words.log, path: about.logFile },
  ];
  const copy = (path: string): void => setSaid(copyText(path) ? words.copied : words.copyFailed);
  return (
    <SettingRow id="setting-files" label={words.label}>
      {places.map(({ what, path }) => (
        <div key={what} className={styles.place}>
          <span className={styles.placeName}>{what}</span>
          <code className={styles.path}>{path === "" ? words.none : path}</code>
          {path !== "" && (
            <Button size="compact-xs" aria-label={words.copyLabel(what)} onClick={() => copy(path)}>
              {words.copy}
            </Button>
          )}
        </div>
      ))}
      <p className={styles.meaning} role="status">
        {said}
      </p>
    </SettingRow>
  );
}
