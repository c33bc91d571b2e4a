import { cureFor, ROOMS, type Room } from "#test/architecture/rooms.ts";

const ALL_ROOMS = ROOMS.map((room) => room.folder)
  .filter((folder) => folder.startsWith("electron/"))
  .map((folder) => folder.slice("electron/".length));

/** The part of the lint configuration that follows from the rooms: for each one, what it may not import, with the cure. */
export function lintOverrides(): readonly object[] {
  return ROOMS.map((room) => ({
    files: [`${room.folder}/**`],
    rules: { "no-restricted-imports": ["error", { patterns: [{ group: forbidden(room), message: cureFor(room) }] }] },
  }));
}

/** Patterns as in .gitignore: what is forbidden, then what is not. */
function forbidden(room: Room): readonly string[] {
  const own = room.folder.startsWith("electron/") ? [room.folder.slice("electron/".length)] : [];
  const wholeRooms = [...own, ...room.imports.filter((name) => !name.endsWith(".ts"))];
  const rooms = ALL_ROOMS.filter((name) => !wholeRooms.includes(name)).map((name) => `#${name}/**`);
  const files = room.imports.filter((name) => name.endsWith(".ts")).map((name) => `!#${name}`);
  return [...rooms, ...(room.node ? [] : ["node:*"]), ...(room.packages.includes("electron") ? [] : ["electron", "electron/**"]), ...files];
}
