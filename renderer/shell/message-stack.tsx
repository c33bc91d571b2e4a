import { messages, useMessages } from "./messages.ts";
import { ConnectionLine } from "./connection-line.tsx";
import { SentenceLine } from "./sentence-line.tsx";
import styles from "./shell.module.css";

/** What the window has to say whatever screen is shown: the connection first, then messages. It lies above everything, so nothing moves. */
export function MessageStack() {
  const shown = useMessages();
  return (
    <div className={styles.stack}>
      <ConnectionLine />
      {shown.map(({ key, level, message, actions = [] }) => (
        <div key={key} className={styles.floating}>
          <SentenceLine
            level={level}
            message={message}
            actions={actions.map((action) => ({
              label: action.label,
              run: () => {
                messages.putAway(key);
                action.run();
              },
            }))}
            onDismiss={() => messages.putAway(key)}
          />
        </div>
      ))}
    </div>
  );
}
