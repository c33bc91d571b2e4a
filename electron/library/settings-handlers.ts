import type { Handlers, hostQuestions } from "#contract/questions.ts";
import { checkConfig } from "#engine/check-config.ts";
import type { HostParts } from "#library/host-parts.ts";
import { parseConfig } from "#options/parse-config.ts";
import { configYaml } from "#options/print-config.ts";

type Names = `config.${string}` | `settings.${string}` | `savedViews.${string}`;
type SettingsHandlers = Pick<Handlers<typeof hostQuestions>, Extract<keyof typeof hostQuestions, Names>>;

/** Answers about what the person has set: options of a crawl as text, settings of the application, saved views. */
export function settingsHandlers({ places, settings, savedViews, events, log, libraryChanged }: HostParts): SettingsHandlers {
  const changed = () => events.publish("settings", { changedAtMs: Date.now() });
  return {
    "config.check": ({ config }) => checkConfig(config),
    "config.toYaml": ({ config, all }) => ({ yaml: configYaml(config, all) }),
    "config.fromYaml": ({ yaml }) => ({ config: parseConfig(yaml, null) }),
    "settings.read": () => settings.read(),
    "settings.change"({ changes }) {
      const after = places.change(changes);
      log.info(`Settings changed: ${Object.keys(changes).join(", ")}.`);
      changed();
      if (Object.hasOwn(changes, "libraryFolder")) libraryChanged();
      return after;
    },
    "savedViews.list": () => savedViews.list(),
    "savedViews.save"({ saved }) {
      const views = savedViews.save(saved);
      changed();
      return views;
    },
    "savedViews.forget"({ id }) {
      const views = savedViews.forget(id);
      changed();
      return views;
    },
  };
}
