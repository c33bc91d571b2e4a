import { MantineProvider } from "@mantine/core";
import "@mantine/core/styles.layer.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Connection } from "./connection/connection.ts";
import { ConnectionContext } from "./connection/connection-context.ts";
import { wireOpener } from "./connection/open-wire.ts";
import { SettingsProvider } from "./settings/settings-provider.tsx";
import { App } from "./shell/app.tsx";
import { watchFailures } from "./shell/watch-failures.ts";
import { theme } from "./theme.ts";
import "./theme.css";

/** Connects to the host and draws the window into `root`. */
export function startWindow(root: HTMLElement): void {
  const connection = new Connection(wireOpener(window));
  connection.start();
  watchFailures(window);
  for (const event of ["online", "focus", "pageshow"]) window.addEventListener(event, () => connection.retryNow());
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
        <ConnectionContext value={connection}>
          <SettingsProvider>
            <App />
          </SettingsProvider>
        </ConnectionContext>
      </MantineProvider>
    </StrictMode>,
  );
}
