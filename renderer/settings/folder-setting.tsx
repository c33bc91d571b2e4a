import { Button, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import type { About } from "#contract/questions.ts";
import { useConnection } from "../connection/connection-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { SettingRow } from "./setting-row.tsx";
import styles from "./settings.module.css";
import { useSettingChange } from "./use-setting-change.ts";

const words = settingsTexts.folder;
const PURPOSES = { libraryFolder: "library-folder", exportFolder: "export-folder" } as const;

interface FolderSettingProps {
  readonly name: "libraryFolder" | "exportFolder";
  readonly about: About;
}

/** A folder: chosen with the dialog of the system where there is one, else typed. The host looks whether it can be used. */
export function FolderSetting({ name, about }: FolderSettingProps) {
  const connection = useConnection();
  const { settings, change, problem, forgetProblem } = useSettingChange();
  const [typed, setTyped] = useState<string | null>(null);
  const [dialogProblem, setDialogProblem] = useState<string | null>(null);
  const id = `setting-${name}`;
  const set = async (folder: string): Promise<void> => {
    if (await change({ [name]: folder })) setTyped(null);
  };
  const choose = async (): Promise<void> => {
    try {
      const { path } = await connection.call("system.chooseFile", { purpose: PURPOSES[name] });
      setDialogProblem(null);
      if (path !== null) await set(path);
    } catch (thrown) {
      setDialogProblem(toOrbweaverError(thrown).message);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void set((typed ?? "").trim());
  };
  const wrong = dialogProblem ?? problem;
  return (
    <SettingRow id={id} label={settingsTexts[name].label} meaning={settingsTexts[name].meaning}>
      <p className={styles.path}>{words.now(about[name])}</p>
      <form className={styles.folder} onSubmit={submit}>
        {about.hasDialogs ? (
          <Button onClick={() => void choose()}>{words.choose}</Button>
        ) : (
          <>
            <TextInput
              className={styles.folderInput}
              aria-labelledby={id}
              placeholder={words.placeholder}
              spellCheck={false}
              autoComplete="off"
              value={typed ?? settings[name]}
              error={wrong}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                forgetProblem();
              }}
            />
            <Button type="submit" disabled={typed === null || typed.trim() === settings[name]}>
              {words.apply}
            </Button>
          </>
        )}
        {settings[name] !== "" && <Button onClick={() => void set("")}>{words.usual}</Button>}
      </form>
      {about.hasDialogs && wrong !== null && (
        <p className={styles.problem} role="alert">
          {wrong}
        </p>
      )}
    </SettingRow>
  );
}
