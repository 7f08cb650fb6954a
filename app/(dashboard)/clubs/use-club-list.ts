"use client";
import { routes } from "@/lib/client/routes";
import { usePages } from "@/lib/client/use-pages";

const PAGE_SIZE = 50;

/** Every club, by name, page by page; nothing is asked for who may not see them. */
export function useClubList(isAllowed: boolean) {
  const read = usePages(routes.clubList, isAllowed ? {} : null, PAGE_SIZE);
  return { ...read, clubs: read.data?.flatMap((page) => page.clubs), refresh: () => void read.mutate() };
}
