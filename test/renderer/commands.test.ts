import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CommandCentre } from "../../renderer/shell/command-centre.ts";
import { COMMANDS, commandNamed, keyLabel } from "../../renderer/shell/commands.ts";
import { Messages } from "../../renderer/shell/messages.ts";

describe("the commands of the window", () => {
  it("have one name each, and no key that two of them share", () => {
    const names = COMMANDS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const keys = COMMANDS.flatMap((command) => command.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("have the keys 1 to 9 for the first nine views", () => {
    const keys = COMMANDS.flatMap(({ name, keys: [key] }) => (name.startsWith("view-") && key !== undefined ? [key] : []));
    expect(keys).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(commandNamed("view-overview").keys).toEqual(["1"]);
  });

  it("say their keys as they stand on the keyboard", () => {
    expect(["Mod+e", "Mod+,", " ", "F", "f", "?", "Enter"].map((key) => keyLabel(key, false))).toEqual([
      "Ctrl+E",
      "Ctrl+,",
      "Space",
      "Shift+F",
      "F",
      "?",
      "Enter",
    ]);
    expect(["Mod+e", "F"].map((key) => keyLabel(key, true))).toEqual(["⌘E", "⇧F"]);
  });

  it("do what the screen says that was shown last, and what the one before said when that is gone", () => {
    const centre = new CommandCentre();
    const done: string[] = [];
    const provide = (who: string) => centre.provide((name) => (name === "find" ? { run: () => done.push(who) } : undefined));
    provide("first");
    const leave = provide("second");
    centre.find("find")?.run();
    leave();
    centre.find("find")?.run();
    expect(done).toEqual(["second", "first"]);
    expect(centre.find("stop")).toBeNull();
  });

  it("are listed when a screen knows them, with the reason when they cannot be done now", () => {
    const centre = new CommandCentre();
    centre.provide((name) => (name === "stop" ? { run: () => undefined, refused: "Nothing runs." } : undefined));
    expect(centre.available().map(({ name, refused }) => [name, refused])).toEqual([["stop", "Nothing runs."]]);
  });
});

describe("the messages of the window", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("stay until they are put away or their time is over", () => {
    const messages = new Messages();
    messages.say({ key: "a", level: "info", message: "A" });
    messages.say({ key: "b", level: "info", message: "B", forMs: 1000 });
    vi.advanceTimersByTime(1000);
    expect(messages.get().map(({ key }) => key)).toEqual(["a"]);
    messages.putAway("a");
    expect(messages.get()).toEqual([]);
  });

  it("never hide the screen: of many the oldest give way", () => {
    const messages = new Messages();
    for (const key of ["a", "b", "c", "d", "e", "f"]) messages.say({ key, level: "info", message: key });
    expect(messages.get().map(({ key }) => key)).toEqual(["b", "c", "d", "e", "f"]);
  });

  it("give way to a newer one of the same kind, whose time begins anew", () => {
    const messages = new Messages();
    messages.say({ key: "a", level: "info", message: "old", forMs: 1000 });
    vi.advanceTimersByTime(900);
    messages.say({ key: "a", level: "info", message: "new", forMs: 1000 });
    vi.advanceTimersByTime(900);
    expect(messages.get().map(({ message }) => message)).toEqual(["new"]);
  });
});
