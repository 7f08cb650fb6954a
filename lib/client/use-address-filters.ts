"use client";
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";

type Search = { get(name: string): string | null };
/** `write` gives an address without what filters nothing: "" or "?…". */
export type AddressFilters<Filters> = { read: (search: Search) => Filters; write: (filters: Filters) => string };

/**
 * The filters of a page, kept in its address so that it can be shared. The state comes first: an input that waited for the
 * router would lose what is typed meanwhile. An address that changes by itself (a link to all videos) is followed.
 */
export function useAddressFilters<Filters>({
  read,
  write,
}: AddressFilters<Filters>): [Filters, (next: Filters) => void] {
  const address = write(read(useSearchParams()));
  const [filters, setFilters] = useState(() => read(new URLSearchParams(address)));
  const [followed, setFollowed] = useState(address);
  useEffect(() => {
    // Addresses we wrote ourselves arrive late; only one that is neither the last nor ours is news.
    if (address === followed) return;
    setFollowed(address);
    if (address !== write(filters) && address === window.location.search)
      setFilters(read(new URLSearchParams(address)));
  }, [address, followed, filters, read, write]);

  const change = (next: Filters) => {
    setFilters(next);
    window.history.replaceState(null, "", `${window.location.pathname}${write(next)}`);
  };
  return [filters, change];
}

/** The address of filters that are texts: those that filter nothing are left out. */
export function writeTexts(filters: Readonly<Record<string, string | null>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value);
  return search.size > 0 ? `?${search}` : "";
}
