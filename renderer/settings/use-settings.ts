import { createContext, useContext } from "react";
import type { OrbweaverError } from "#contract/failure.ts";
import { settingsSchema, type Settings } from "#contract/settings.ts";

/** The settings of the application, and how they are changed. */
export interface SettingsAccess {
  /** What is set; the defaults until it has been read. */
  readonly settings: Settings;
  readonly isRead: boolean;
  /** Why they could not be read; null when they could. */
  readonly error: OrbweaverError | null;
  /** Reads them again. */
  readonly again: () => void;
  /** Changes some and keeps them. Rejects with the sentence to show; then nothing is changed. */
  readonly change: (changes: Partial<Settings>) => Promise<void>;
}

/** What holds where nothing was set. */
export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

/** Where the settings are found. */
export const SettingsContext = createContext<SettingsAccess>({
  settings: DEFAULT_SETTINGS,
  isRead: false,
  error: null,
  again: () => undefined,
  change: () => Promise.resolve(),
});

/** The settings of the application; the component is drawn again when they change, in this window or in another. */
export function useSettings(): SettingsAccess {
  return useContext(SettingsContext);
}
