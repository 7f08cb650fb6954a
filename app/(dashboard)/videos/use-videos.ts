"use client";
import { useMemo } from "react";
import useSWRInfinite from "swr/infinite";
import { useTimeZone } from "use-intl";
import { api } from "@/lib/client/api";
import type { ApiError } from "@/lib/client/api-error";
import { coalesce } from "@/lib/client/coalesce";
import { routes } from "@/lib/client/routes";
import { useNotice } from "@/lib/client/socket";
import { urlOf } from "@/lib/client/url";
import { useChange } from "@/lib/client/use-change";
import { toQuery, type VideoFilters } from "@/lib/client/video-filters";
import type { FileView } from "@/lib/contracts/files";

const PAGE_SIZE = 24;
const ASK_AGAIN_MS = 150;
type FilePage = { files: FileView[]; next_cursor: string | null };

/** The videos that match, page by page; finished, changed and deleted ones come and go by themselves. */
export function useVideos(filters: VideoFilters) {
  const timeZone = useTimeZone() ?? "UTC";
  const query = toQuery(filters, timeZone);
  const keyOf = (_index: number, before: FilePage | null) => {
    if (before && before.next_cursor === null) return null;
    return urlOf(routes.fileList, { query: { ...query, limit: PAGE_SIZE, cursor: before?.next_cursor ?? undefined } });
  };
  const read = useSWRInfinite<FilePage, ApiError>(keyOf, readPage, { keepPreviousData: true });
  const { mutate } = read;
  const change = useChange(read);
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  useNotice("file", ({ file_id, file, deleted }) => {
    const isShown = read.data?.some(({ files }) => files.some(({ id }) => id === file_id));
    if (!isShown) return askAgain();
    const patch = (files: FileView[]) =>
      files.flatMap((shown) => (shown.id !== file_id ? [shown] : deleted ? [] : [file ?? shown]));
    change((pages) => pages.map((page) => ({ ...page, files: patch(page.files) })));
  });
  return {
    ...read,
    files: read.data?.flatMap((page) => page.files),
    hasMore: Boolean(read.data?.at(-1)?.next_cursor),
    isLoadingMore: read.isValidating && read.size > (read.data?.length ?? 0),
    loadMore: () => void read.setSize(read.size + 1),
  };
}

/** The key is the address already; the route gives it its type. */
const readPage = (url: string): Promise<FilePage> => {
  const query = Object.fromEntries(new URL(url, location.origin).searchParams);
  return api(routes.fileList, { query });
};
