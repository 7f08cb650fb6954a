import type { z } from "zod";
import type { ClientRoute } from "./routes";

type Text = string | number | boolean | undefined;
type Fields<Schema> = Schema extends z.ZodType ? { [Name in keyof z.input<Schema>]?: Text } : undefined;
type PathFields<Schema> = Schema extends z.ZodType ? { [Name in keyof z.input<Schema>]: string | number } : undefined;

/** What stands in the address: path parameters are required where the contract has them. */
export type Address<Spec> = {
  query?: Spec extends { query: infer Query } ? Fields<Query> : undefined;
} & (Spec extends { params: infer Params } ? { params: PathFields<Params> } : { params?: undefined });

/** The address of a route on this origin, also for `src` and `href`. Undefined and empty query fields are left out. */
export function urlOf<Spec>({ path }: ClientRoute<Spec>, { params, query }: Address<Spec>): string {
  const filled = String(path).replace(/\[(\w+)\]/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, Text> | undefined)?.[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries((query ?? {}) as Record<string, Text>))
    if (value !== undefined && value !== "") search.set(name, String(value));
  return search.size > 0 ? `${filled}?${search}` : filled;
}
