import { Fragment } from "react";
import { Dialog } from "../shell/dialog.tsx";
import { helpTexts } from "../texts/help.ts";
import styles from "./help.module.css";
import { shortcutGroups } from "./shortcut-list.ts";

/** Every key that does something, from the table that also gives them their effect. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={helpTexts.shortcuts.title} onClose={onClose} widthPx={760}>
      <div className={styles.shortcuts}>
        {shortcutGroups().map(({ label, shortcuts }) => (
          <section key={label} aria-label={label} className={styles.shortcutGroup}>
            <h2 className={styles.heading}>{label}</h2>
            <dl className={styles.keys}>
              {shortcuts.map(({ title, keys }) => (
                <div key={title}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((key, position) => (
                      <Fragment key={key}>
                        {position > 0 && <span className={styles.or}> {helpTexts.shortcuts.or} </span>}
                        <kbd className={styles.key}>{key}</kbd>
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.quiet}>{helpTexts.shortcuts.inFields}</p>
    </Dialog>
  );
}
