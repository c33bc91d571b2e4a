import { useQuestion } from "../connection/use-question.ts";
import { useSubscription } from "../connection/use-subscription.ts";
import { AddressForm } from "../setup/address-form.tsx";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts } from "../texts.ts";
import { LibraryTable } from "./library-table.tsx";
import styles from "./library.module.css";

/** The first screen: an address field, and the crawls there are. */
export function LibraryScreen() {
  const list = useQuestion("library.list", {});
  const about = useQuestion("app.about", {});
  useSubscription("library", list.again);
  return (
    <main className={styles.screen}>
      <div className={styles.page}>
        <header className={styles.top}>
          <h1 className={styles.product}>{texts.product}</h1>
          <AddressForm />
        </header>
        {list.error !== null && (
          <SentenceLine level="error" message={list.error.message} actions={[{ label: texts.tryAgain, run: list.again }]} />
        )}
        {list.value === null && list.error === null && (
          <p className={styles.quiet} role="status">
            {texts.library.loading}
          </p>
        )}
        {list.value?.length === 0 && <p className={styles.quiet}>{texts.library.empty}</p>}
        {list.value !== null && list.value.length > 0 && <LibraryTable entries={list.value} folder={about.value?.libraryFolder ?? ""} />}
      </div>
    </main>
  );
}
