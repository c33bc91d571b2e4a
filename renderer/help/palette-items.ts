import type { LibraryEntry } from "#contract/questions.ts";
import type { AvailableCommand } from "../shell/command-centre.ts";
import { keyLabel } from "../shell/commands.ts";
import { goTo } from "../shell/route.ts";
import { runCommand } from "../shell/run-command.ts";
import { showSetting } from "../settings/wanted-setting.ts";
import { commandTexts } from "../texts/commands.ts";
import { helpTexts } from "../texts/help.ts";
import { settingsTexts } from "../texts/settings.ts";
import type { PaletteItem } from "./palette-search.ts";

const words = helpTexts.palette;

/** The settings that can be gone to: id of the element that names each, and what it is called. */
const SETTINGS: readonly (readonly [id: string, label: string])[] = (
  ["theme", "density", "onWindowClose", "confirmStop", "confirmDelete", "libraryFolder", "newCrawl", "csv", "exportFolder"] as const
).map((name) => [`setting-${name}`, settingsTexts[name].label]);

/** Everything that the palette can find now: commands of the shown screen with its views, crawls of the library, settings. */
export function paletteItems(commands: readonly AvailableCommand[], crawls: readonly LibraryEntry[]): readonly PaletteItem[] {
  return [...commandItems(commands), ...crawls.map(crawlItem), ...SETTINGS.map(settingItem)];
}

function commandItems(commands: readonly AvailableCommand[]): readonly PaletteItem[] {
  return commands.flatMap(({ name, title, group, keys, refused }) => {
    if (name === "palette") return [];
    const item = {
      id: name,
      title,
      group: commandTexts.groups[group],
      alsoFoundBy: "",
      hint: keys[0] === undefined ? "" : keyLabel(keys[0]),
    };
    return [{ ...item, refused, run: () => runCommand(name) }];
  });
}

function crawlItem({ crawl, site, name, path }: LibraryEntry): PaletteItem {
  return {
    id: `crawl ${crawl}`,
    title: words.openCrawl(site === "" ? name : site),
    group: words.crawl,
    alsoFoundBy: path,
    hint: site === "" || name === site ? "" : name,
    refused: null,
    run: () => goTo({ kind: "crawl", crawl, view: null }),
  };
}

function settingItem([id, label]: readonly [string, string]): PaletteItem {
  return { id, title: label, group: words.setting, alsoFoundBy: "", hint: "", refused: null, run: () => showSetting(id) };
}
