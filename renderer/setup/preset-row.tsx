import { useId } from "react";
import { PRESETS } from "#contract/presets.ts";
import { setupTexts } from "../texts/setup.ts";
import { presetOf } from "./draft.ts";
import styles from "./setup.module.css";
import type { DraftAccess } from "./use-draft.ts";

/** Ways to crawl that many people want, each with a sentence; one of them is chosen unless options were changed by hand. */
export function PresetRow({ access }: { readonly access: DraftAccess }) {
  const { draft, given, choose } = access;
  const name = useId();
  const chosen = presetOf(draft, given);
  const lacksSection = chosen?.needs === "section" && draft.text.trim() !== "" && given["include"] === undefined;
  return (
    <fieldset className={styles.presets}>
      <legend className={styles.label}>{setupTexts.presets}</legend>
      <div className={styles.presetGrid}>
        {PRESETS.map((preset) => {
          const { label, meaning } = setupTexts.preset(preset.name);
          return (
            <label key={preset.name} className={styles.preset} data-chosen={preset === chosen || undefined}>
              <input
                type="radio"
                name={name}
                checked={preset === chosen}
                onChange={() => choose(preset)}
                aria-labelledby={`${name}-${preset.name}-label`}
                aria-describedby={`${name}-${preset.name}`}
              />
              <span className={styles.presetLabel} id={`${name}-${preset.name}-label`}>
                {label}
              </span>
              <span className={styles.presetMeaning} id={`${name}-${preset.name}`}>
                {meaning}
              </span>
            </label>
          );
        })}
      </div>
      <p className={styles.presetNote} role="status">
        {chosen === null ? setupTexts.ownSetUp : lacksSection ? setupTexts.noSection : ""}
      </p>
    </fieldset>
  );
}
