"use client";
import { type PeopleFilters, toPeopleQuery } from "@/lib/client/people-filters";
import { routes } from "@/lib/client/routes";
import { usePages } from "@/lib/client/use-pages";

const PAGE_SIZE = 50;

/** The people that match, by name, page by page. */
export function usePeople(filters: PeopleFilters) {
  const read = usePages(routes.userList, toPeopleQuery(filters), PAGE_SIZE);
  return { ...read, people: read.data?.flatMap((page) => page.users), refresh: () => void read.mutate() };
}
