import { useMantineColorScheme } from "@mantine/core";
import { useLayoutEffect, useState, type ReactNode } from "react";
import type { Settings } from "#contract/settings.ts";
import { useConnection } from "../connection/connection-context.ts";
import { useQuestion } from "../connection/use-question.ts";
import { useSubscription } from "../connection/use-subscription.ts";
import { keptDensity, showDensity } from "./kept-look.ts";
import { DEFAULT_SETTINGS, SettingsContext } from "./use-settings.ts";

/** What a change was answered with, until the settings are read anew. */
interface Answered {
  readonly settings: Settings;
  readonly insteadOf: Settings | null;
}

/** Reads the settings, follows their changes, and shows the window in their theme and density. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const connection = useConnection();
  const { value, error, again } = useQuestion("settings.read", {});
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [before] = useState<Settings>(() => ({ ...DEFAULT_SETTINGS, density: keptDensity() }));
  useSubscription("settings", again);

  const settings = answered !== null && answered.insteadOf === value ? answered.settings : (value ?? before);
  const change = async (changes: Partial<Settings>): Promise<void> => {
    const after = await connection.call("settings.change", { changes });
    setAnswered({ settings: after, insteadOf: value });
  };
  return (
    <SettingsContext value={{ settings, isRead: value !== null, error, again, change }}>
      <Look settings={settings} isRead={value !== null} />
      {children}
    </SettingsContext>
  );
}

/** Puts theme and density on the document. */
function Look({ settings: { theme, density }, isRead }: { readonly settings: Settings; readonly isRead: boolean }) {
  // Without transitions kept, Mantine would write a <style> element, which the content security policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const wanted = theme === "system" ? "auto" : theme;
  useLayoutEffect(() => showDensity(density), [density]);
  useLayoutEffect(() => {
    if (isRead && colorScheme !== wanted) setColorScheme(wanted);
  });
  return null;
}
