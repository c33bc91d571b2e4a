import { OrbweaverError } from "#contract/failure.ts";
import { savedViewSchema, type SavedView } from "#contract/settings.ts";
import { JsonFile, type JsonFileOptions } from "#library/json-file.ts";

const NAME = "saved-views.json";
const MAX_VIEWS = 1000;

interface Content {
  readonly views: readonly unknown[];
}

/** The views that the person has saved, kept in `saved-views.json`. Views that only a newer version understands stay in the file. */
export class SavedViewsFile {
  readonly #file: JsonFile;

  constructor(options: Omit<JsonFileOptions, "name">) {
    this.#file = new JsonFile({ ...options, name: NAME });
  }

  list(): readonly SavedView[] {
    return this.#all().flatMap((view) => understood(view) ?? []);
  }

  /** Keeps a view, in the place of one with the same id. Throws `bad-input` when there are too many, `read-only`, `disk-full`. */
  save(view: SavedView): readonly SavedView[] {
    const all = this.#all();
    const at = all.findIndex((known) => idOf(known) === view.id);
    if (at < 0 && all.length >= MAX_VIEWS)
      throw new OrbweaverError("bad-input", `${MAX_VIEWS} views are saved already. Forget some of them, then save this one.`);
    return this.#write(at < 0 ? [...all, view] : all.with(at, view));
  }

  /** Does nothing when there is no such view. */
  forget(id: string): readonly SavedView[] {
    const all = this.#all();
    const left = all.filter((view) => idOf(view) !== id);
    return left.length === all.length ? this.list() : this.#write(left);
  }

  /** Makes the views of one crawl those of another; `to` null forgets them. */
  carry(from: string, to: string | null): void {
    const all = this.#all();
    if (!all.some((view) => crawlOf(view) === from)) return;
    const others = (view: unknown) => to !== null || crawlOf(view) !== from;
    this.#write(all.filter(others).map((view) => (crawlOf(view) === from ? { ...(view as object), crawl: to } : view)));
  }

  #all(): readonly unknown[] {
    return ((this.#file.read(isContent) ?? { views: [] }) as Content).views;
  }

  #write(views: readonly unknown[]): readonly SavedView[] {
    this.#file.write({ version: 1, views });
    return this.list();
  }
}

function isContent(content: unknown): boolean {
  return typeof content === "object" && content !== null && "views" in content && Array.isArray(content.views);
}

function understood(view: unknown): SavedView | null {
  const parsed = savedViewSchema.safeParse(view);
  return parsed.success ? parsed.data : null;
}

const idOf = (view: unknown): unknown => (view as { readonly id?: unknown } | null)?.id;
const crawlOf = (view: unknown): unknown => (view as { readonly crawl?: unknown } | null)?.crawl;
