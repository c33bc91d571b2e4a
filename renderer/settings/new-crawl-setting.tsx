import { Button } from "@mantine/core";
import { useState } from "react";
import { changesBetween, withoutBlanks, type GivenOptions } from "../setup/given-options.ts";
import { OptionPanel } from "../setup/option-panel.tsx";
import { planSentence } from "../setup/plan-sentence.ts";
import { useOptionProblems } from "../setup/use-option-problems.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Problem } from "./choice-setting.tsx";
import { SettingRow } from "./setting-row.tsx";
import styles from "./settings.module.css";
import { useSettingChange } from "./use-setting-change.ts";

const words = settingsTexts.newCrawl;

/** The options that every new crawl begins with, edited with the same editor as those of a crawl. */
export function NewCrawlSetting() {
  const { settings, change, problem } = useSettingChange();
  const [edited, setEdited] = useState<GivenOptions | null>(null);
  const [isOpen, setOpen] = useState(false);
  const kept: GivenOptions = settings.newCrawl;
  const given = edited ?? kept;
  const { problems } = useOptionProblems(given);
  const isWrong = Object.keys(problems.byOption).length + problems.other.length > 0;
  const isSame = Object.keys(changesBetween(kept, withoutBlanks(given))).length === 0;
  const save = async (): Promise<void> => {
    if (await change({ newCrawl: withoutBlanks(given) })) setEdited(null);
  };
  return (
    <>
      <SettingRow id="setting-newCrawl" label={words.label} meaning={words.meaning}>
        <p>{planSentence(kept)}</p>
        <Button className={styles.fit} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.close : words.edit}
        </Button>
        <Problem text={problem} />
      </SettingRow>
      {isOpen && (
        <div className={styles.options}>
          <OptionPanel given={given} onChange={setEdited} problems={problems} applied={kept}>
            <Button disabled={isSame} onClick={() => setEdited(null)}>
              {words.discard}
            </Button>
            <Button variant="filled" disabled={isSame || isWrong} onClick={() => void save()}>
              {words.save}
            </Button>
          </OptionPanel>
        </div>
      )}
    </>
  );
}
