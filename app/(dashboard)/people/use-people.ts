"use client";
import useSWRInfinite from "swr/infinite";
import { api } from "@/lib/client/api";
import type { ApiError } from "@/lib/client/api-error";
import { type PeopleFilters, toPeopleQuery } from "@/lib/client/people-filters";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { PersonView } from "@/lib/contracts/users";

type PeoplePage = { users: PersonView[]; next_cursor: string | null };

/** The people that match, by name, page by page. */
export function usePeople(filters: PeopleFilters) {
  const keyOf = (_index: number, before: PeoplePage | null) => {
    if (before && before.next_cursor === null) return null;
    return urlOf(routes.userList, { query: { ...toPeopleQuery(filters), cursor: before?.next_cursor ?? undefined } });
  };
  const read = useSWRInfinite<PeoplePage, ApiError>(keyOf, readPage, { keepPreviousData: true });
  return {
    people: read.data?.flatMap((page) => page.users),
    error: read.error,
    hasMore: Boolean(read.data?.at(-1)?.next_cursor),
    isLoadingMore: read.isValidating && read.size > (read.data?.length ?? 0),
    loadMore: () => void read.setSize(read.size + 1),
    refresh: () => void read.mutate(),
  };
}

/** The key is the address already; the route gives it its type. */
const readPage = (url: string): Promise<PeoplePage> =>
  api(routes.userList, { query: Object.fromEntries(new URL(url, location.origin).searchParams) });
