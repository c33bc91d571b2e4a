import { z } from "zod";
import type { Picks } from "#contract/facets.ts";
import { filterSchema, sortSchema } from "#contract/questions.ts";
import type { Filter, Sort } from "#contract/views.ts";

/** Which rows of a view are shown, and which one is selected: part of a route, so that every number can be a link to its rows. */
export interface RowsAsked {
  readonly search?: string | undefined;
  readonly filter?: Filter | undefined;
  readonly picks?: Picks | undefined;
  /** Null: the order of discovery. */
  readonly sort?: Sort | null | undefined;
  /** Address of the row whose detail is shown. */
  readonly selected?: string | undefined;
}

const schema = z.object({
  search: z.string().max(1000).optional(),
  filter: filterSchema.optional(),
  picks: z.record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))).optional(),
  sort: sortSchema.nullable().optional(),
  selected: z.string().max(65_536).optional(),
});

/** The text that stands for it in an address; "" when nothing is asked. */
export function formatAsked(asked: RowsAsked): string {
  const said = Object.entries(asked).filter(([, value]) => value !== undefined && value !== "");
  return said.length === 0 ? "" : encodeURIComponent(JSON.stringify(Object.fromEntries(said)));
}

/** What a text of `formatAsked` stands for; nothing when it is not one. */
export function parseAsked(text: string): RowsAsked {
  if (text === "") return {};
  try {
    return schema.safeParse(JSON.parse(decodeURIComponent(text))).data ?? {};
  } catch {
    return {};
  }
}
