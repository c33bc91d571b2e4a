import { useRef, type ReactNode } from "react";
import styles from "./settings.module.css";
import { useWantedSetting } from "./wanted-setting.ts";

interface SettingRowProps {
  /** Id of the element that names the setting. */
  readonly id: string;
  readonly label: string;
  readonly meaning?: string;
  readonly children: ReactNode;
}

/** One setting: what it is called and means, and its control. */
export function SettingRow({ id, label, meaning, children }: SettingRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useWantedSetting(id, () => row.current);
  return (
    <div ref={row} className={styles.row} role="group" aria-labelledby={id}>
      <div>
        <div id={id} className={styles.label}>
          {label}
        </div>
        {meaning !== undefined && <p className={styles.meaning}>{meaning}</p>}
      </div>
      <div className={styles.control}>{children}</div>
    </div>
  );
}
