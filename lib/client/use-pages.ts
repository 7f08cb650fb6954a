"use client";
import useSWRInfinite, { type SWRInfiniteResponse } from "swr/infinite";
import { type Answer, api, type Call } from "./api";
import type { ApiError } from "./api-error";
import type { ClientRoute } from "./routes";
import { type Address, urlOf } from "./url";

type Query = Record<string, string | number | boolean | undefined>;
type Pages<Page> = SWRInfiniteResponse<Page, ApiError> & {
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
};

/** Reads a list page by page; what is shown stays while others are asked for. A null query asks for nothing. */
export function usePages<Spec>(route: ClientRoute<Spec>, query: Query | null, pageSize: number): Pages<Answer<Spec>> {
  type Page = Answer<Spec>;
  const keyOf = (_index: number, before: Page | null) => {
    const cursor = before && cursorOf(before);
    if (query === null || (before && cursor === null)) return null;
    return urlOf(route, {
      query: { ...query, limit: pageSize, cursor: cursor ?? undefined },
    } as unknown as Address<Spec>);
  };
  // The key is the address already; the route gives it its type.
  const readPage = (url: string): Promise<Page> => {
    const asked = Object.fromEntries(new URL(url, location.origin).searchParams);
    const read = api as (route: ClientRoute<Spec>, call: Call<Spec>) => Promise<Page>;
    return read(route, { query: asked } as unknown as Call<Spec>);
  };
  const read = useSWRInfinite<Page, ApiError>(keyOf, readPage, { keepPreviousData: true });
  const last = read.data?.at(-1);
  return {
    ...read,
    hasMore: Boolean(last && cursorOf(last)),
    isLoadingMore: read.isValidating && read.size > (read.data?.length ?? 0),
    loadMore: () => void read.setSize(read.size + 1),
  };
}

/** Where every list of the contract goes on. */
const cursorOf = (page: unknown): string | null => (page as { next_cursor: string | null }).next_cursor;
