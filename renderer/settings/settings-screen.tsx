import type { ReactNode } from "react";
import { useQuestion } from "../connection/use-question.ts";
import { useSubscription } from "../connection/use-subscription.ts";
import { formatRoute } from "../shell/route.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { settingsTexts } from "../texts/settings.ts";
import { texts } from "../texts.ts";
import { ChoiceSetting } from "./choice-setting.tsx";
import { CsvSetting } from "./csv-setting.tsx";
import { FilePlaces } from "./file-places.tsx";
import { FolderSetting } from "./folder-setting.tsx";
import { NewCrawlSetting } from "./new-crawl-setting.tsx";
import styles from "./settings.module.css";
import { SwitchSetting } from "./switch-setting.tsx";
import { useSettings } from "./use-settings.ts";

/** What holds for the whole application. Every change holds and is kept at once. */
export function SettingsScreen() {
  const { isRead, error, again } = useSettings();
  return (
    <main className={styles.screen}>
      <div className={styles.page}>
        <header className={styles.top}>
          <a href={formatRoute({ kind: "library" })}>‹ {texts.library.back}</a>
          <h1 className={styles.title}>{settingsTexts.title}</h1>
          <span className={styles.meaning}>{settingsTexts.saved}</span>
        </header>
        {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: texts.tryAgain, run: again }]} />}
        {isRead ? <AllSettings /> : error === null && <p role="status">{settingsTexts.reading}</p>}
      </div>
    </main>
  );
}

function AllSettings() {
  const about = useQuestion("app.about", {});
  useSubscription("settings", about.again);
  const place = about.value;
  return (
    <>
      {about.error !== null && (
        <SentenceLine level="error" message={about.error.message} actions={[{ label: texts.tryAgain, run: about.again }]} />
      )}
      <Group title={settingsTexts.groups.look}>
        <ChoiceSetting name="theme" />
        <ChoiceSetting name="density" />
      </Group>
      <Group title={settingsTexts.groups.crawls}>
        <ChoiceSetting name="onWindowClose" />
        <SwitchSetting name="confirmStop" />
        <SwitchSetting name="confirmDelete" />
        {place !== null && <FolderSetting name="libraryFolder" about={place} />}
      </Group>
      <Group title={settingsTexts.groups.newCrawls}>
        <NewCrawlSetting />
      </Group>
      <Group title={settingsTexts.groups.exports}>
        <CsvSetting />
        {place !== null && <FolderSetting name="exportFolder" about={place} />}
      </Group>
      {place !== null && (
        <Group title={settingsTexts.groups.program}>
          <FilePlaces about={place} />
        </Group>
      )}
    </>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = `settings-${title.toLowerCase().replaceAll(" ", "-")}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.group}>
        {title}
      </h2>
      {children}
    </section>
  );
}
