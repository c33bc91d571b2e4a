import { useConnectionState } from "../connection/connection-context.ts";
import { CrawlScreen } from "../crawl/crawl-screen.tsx";
import { ExportsProvider } from "../exports/exports-provider.tsx";
import { AboutScreen } from "../help/about-screen.tsx";
import { HelpDialogs } from "../help/help-dialogs.tsx";
import { LogScreen } from "../help/log-screen.tsx";
import { DropTarget } from "../library/drop-target.tsx";
import { OpenFile } from "../library/open-file.tsx";
import { LibraryScreen } from "../library/library-screen.tsx";
import { SettingsScreen } from "../settings/settings-screen.tsx";
import { NewCrawlScreen } from "../setup/new-crawl-screen.tsx";
import { texts } from "../texts.ts";
import { ConfirmationDialog } from "./confirmation-dialog.tsx";
import { MessageStack } from "./message-stack.tsx";
import { useRoute, type Route } from "./route.ts";
import { ScreenBoundary } from "./screen-boundary.tsx";
import { useFocusOnScreen } from "./use-focus-on-screen.ts";
import { useHostCommands } from "./use-host-commands.ts";
import { useWindowCommands } from "./use-window-commands.ts";
import styles from "./shell.module.css";

/** The whole window: what is wrong with the connection, and the screen that the route names. */
export function App() {
  const route = useRoute();
  const { kind } = useConnectionState();
  useWindowCommands();
  useHostCommands();
  useFocusOnScreen(screenKey(route));
  return (
    <div className={styles.window}>
      {kind === "connecting" && (
        <p className={styles.quietLine} role="status">
          {texts.connection.connecting}
        </p>
      )}
      <ExportsProvider>
        <div className={styles.stage}>
          <ScreenBoundary key={screenKey(route)}>
            <Screen route={route} />
          </ScreenBoundary>
          <MessageStack />
        </div>
      </ExportsProvider>
      <HelpDialogs route={route} />
      <OpenFile />
      <ConfirmationDialog />
      <DropTarget />
    </div>
  );
}

/** Another key for another screen: a mistake in one is not shown on the next. */
function screenKey(route: Route): string {
  return route.kind === "crawl" ? `crawl ${route.crawl}` : route.kind;
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.kind) {
    case "library":
      return <LibraryScreen />;
    case "new":
      return <NewCrawlScreen key={route.from} from={route.from} />;
    case "settings":
      return <SettingsScreen />;
    case "about":
      return <AboutScreen />;
    case "log":
      return <LogScreen />;
    case "crawl":
      return <CrawlScreen key={route.crawl} crawl={route.crawl} view={route.view} asked={route.asked} />;
  }
}
