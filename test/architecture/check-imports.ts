import { cureFor, ELECTRON_ROOMS, roomOf, type Room } from "#test/architecture/rooms.ts";
import { targetOf, type SourceFile } from "#test/architecture/sources.ts";

/** Everything that is against the rules of the rooms, each as a sentence with the cure. */
export function findProblems(files: readonly SourceFile[]): readonly string[] {
  const known = new Set(files.map((file) => file.path));
  return [
    ...files.flatMap((file) => problemsOfFile(file, known)),
    ...cycles(fileGraph(files), "file"),
    ...cycles(roomGraph(files), "room"),
  ];
}

function problemsOfFile(file: SourceFile, known: ReadonlySet<string>): readonly string[] {
  const room = roomOf(file.path);
  if (room === null)
    return [`${file.path} is in no room. Put it into one of those in ARCHITECTURE.md, or give it a room in test/architecture/rooms.ts.`];
  const problems = file.imports.flatMap((specifier) => {
    const wrong = problemOfImport(file.path, room, specifier, known);
    return wrong === null ? [] : [`${file.path} imports "${specifier}": ${wrong}`];
  });
  return namesElectron(file) && !ELECTRON_ROOMS.includes(room.folder)
    ? [...problems, `${file.path} names Electron. Only ${ELECTRON_ROOMS.join(" and ")} may.`]
    : problems;
}

function problemOfImport(from: string, room: Room, specifier: string, known: ReadonlySet<string>): string | null {
  const target = targetOf(from, specifier);
  if (target === null) return mayUsePackage(room, specifier) ? null : cureFor(room);
  if (!/\.(?:ts|tsx)$/.test(target))
    // A text that the builder puts in (`?raw`) is no code.
    return /\.(?:css|svg|json)$/.test(target) || specifier.endsWith("?raw")
      ? null
      : "an import names its file with the extension .ts or .tsx.";
  if (!known.has(target)) return "there is no such file.";
  const other = roomOf(target);
  if (other === room) return null;
  const allowed = room.imports.some((name) =>
    name.endsWith(".ts") ? target === `electron/${name}` : other?.folder === `electron/${name}`,
  );
  return allowed ? null : cureFor(room);
}

function mayUsePackage(room: Room, specifier: string): boolean {
  if (specifier.startsWith("node:")) return room.node;
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  return room.packages.includes(name);
}

/** Electron's types are a global namespace: they can be named without an import. */
function namesElectron({ text }: SourceFile): boolean {
  return /(?<![\w."'`/])Electron\.[A-Z]\w*/.test(text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""));
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

function fileGraph(files: readonly SourceFile[]): Graph {
  return new Map(
    files.map((file) => [
      file.path,
      new Set(file.imports.map((specifier) => targetOf(file.path, specifier)).filter((target) => target !== null)),
    ]),
  );
}

/** Ports are types that a lower room defines and a higher one fulfils: an import of them alone binds no room. */
function roomGraph(files: readonly SourceFile[]): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [from, targets] of fileGraph(files)) {
    for (const target of targets) {
      const [room, other] = [roomOf(from)?.folder, roomOf(target)?.folder];
      if (room === undefined || other === undefined || room === other) continue;
      graph.set(room, (graph.get(room) ?? new Set()).add(other));
    }
  }
  return graph;
}

/** Each cycle once, as the way round. */
function cycles(graph: Graph, what: "file" | "room"): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (node: string, path: readonly string[]): void => {
    const start = path.indexOf(node);
    if (start >= 0)
      return void found.push(`A cycle of ${what}s: ${[...path.slice(start), node].join(" > ")}. Move what both need to a third ${what}.`);
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return found;
}
