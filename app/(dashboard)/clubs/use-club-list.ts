"use client";
import useSWRInfinite from "swr/infinite";
import { api } from "@/lib/client/api";
import type { ApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { ClubDetail } from "@/lib/contracts/clubs";

type ClubPage = { clubs: ClubDetail[]; next_cursor: string | null };

/** Every club, by name, page by page. Null asks for nothing. */
export function useClubList(isAllowed: boolean) {
  const keyOf = (_index: number, before: ClubPage | null) => {
    if (!isAllowed || (before && before.next_cursor === null)) return null;
    return urlOf(routes.clubList, { query: { cursor: before?.next_cursor ?? undefined } });
  };
  const read = useSWRInfinite<ClubPage, ApiError>(keyOf, readPage);
  return {
    clubs: read.data?.flatMap((page) => page.clubs),
    error: read.error,
    hasMore: Boolean(read.data?.at(-1)?.next_cursor),
    isLoadingMore: read.isValidating && read.size > (read.data?.length ?? 0),
    loadMore: () => void read.setSize(read.size + 1),
    refresh: () => void read.mutate(),
  };
}

/** The key is the address already; the route gives it its type. */
const readPage = (url: string): Promise<ClubPage> =>
  api(routes.clubList, { query: Object.fromEntries(new URL(url, location.origin).searchParams) });
