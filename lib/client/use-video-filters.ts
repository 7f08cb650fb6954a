"use client";
import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { readFilters, type VideoFilters, writeFilters } from "./video-filters";

/**
 * The filters, kept in the address so that it can be shared. The state comes first: an input that waited for the router
 * would lose what is typed meanwhile. An address that changes by itself (a link to all videos) is followed.
 */
export function useVideoFilters(): [VideoFilters, (filters: VideoFilters) => void] {
  const address = writeFilters(readFilters(useSearchParams()));
  const [filters, setFilters] = useState(() => readFilters(new URLSearchParams(address)));
  const [followed, setFollowed] = useState(address);
  useEffect(() => {
    // Addresses we wrote ourselves arrive late; only one that is neither the last nor ours is news.
    if (address === followed) return;
    setFollowed(address);
    if (address !== writeFilters(filters) && address === window.location.search)
      setFilters(readFilters(new URLSearchParams(address)));
  }, [address, followed, filters]);

  const change = (next: VideoFilters) => {
    setFilters(next);
    window.history.replaceState(null, "", `${window.location.pathname}${writeFilters(next)}`);
  };
  return [filters, change];
}
