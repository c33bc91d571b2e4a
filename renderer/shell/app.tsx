import { useConnectionState } from "../connection/connection-context.ts";
import { CrawlScreen } from "../crawl/crawl-screen.tsx";
import { LibraryScreen } from "../library/library-screen.tsx";
import { texts } from "../texts.ts";
import { ConnectionLine } from "./connection-line.tsx";
import { useRoute } from "./route.ts";
import styles from "./shell.module.css";

/** The whole window: what is wrong with the connection, and the screen that the route names. */
export function App() {
  const route = useRoute();
  const { kind } = useConnectionState();
  return (
    <div className={styles.window}>
      <ConnectionLine />
      {kind === "connecting" && (
        <p className={styles.quietLine} role="status">
          {texts.connection.connecting}
        </p>
      )}
      {route.kind === "library" ? <LibraryScreen /> : <CrawlScreen key={route.crawl} crawl={route.crawl} view={route.view} />}
    </div>
  );
}
