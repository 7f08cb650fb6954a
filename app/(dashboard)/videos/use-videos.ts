"use client";
import { useMemo } from "react";
import useSWRInfinite from "swr/infinite";
import { api } from "@/lib/client/api";
import type { ApiError } from "@/lib/client/api-error";
import { coalesce } from "@/lib/client/coalesce";
import { routes } from "@/lib/client/routes";
import { useNotice } from "@/lib/client/socket";
import { urlOf } from "@/lib/client/url";
import { useChange } from "@/lib/client/use-change";
import type { FileView } from "@/lib/contracts/files";

const PAGE_SIZE = 24;
const ASK_AGAIN_MS = 150;
type FilePage = { files: FileView[]; next_cursor: string | null; trash_days: number };
type Query = Record<string, string | boolean | undefined>;

/**
 * The videos that match, page by page; finished, changed and deleted ones come and go by themselves. What a notice says of
 * one that is shown is shown at once; everything else is asked for again.
 */
export function useVideos(query: Query) {
  const keyOf = (_index: number, before: FilePage | null) => {
    if (before && before.next_cursor === null) return null;
    return urlOf(routes.fileList, { query: { ...query, limit: PAGE_SIZE, cursor: before?.next_cursor ?? undefined } });
  };
  const read = useSWRInfinite<FilePage, ApiError>(keyOf, readPage, { keepPreviousData: true });
  const { mutate } = read;
  const change = useChange(read);
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  const isTrash = query.trash === true;
  useNotice("file", ({ file_id, file, deleted }) => {
    const isShown = read.data?.some(({ files }) => files.some(({ id }) => id === file_id));
    // In the trash "deleted" is what begins a stay, and what ends it.
    if (!isShown || isTrash) return askAgain();
    const patch = (files: FileView[]) =>
      files.flatMap((shown) => (shown.id !== file_id ? [shown] : deleted ? [] : [file ?? shown]));
    change((pages) => pages.map((page) => ({ ...page, files: patch(page.files) })));
  });
  return {
    ...read,
    files: read.data?.flatMap((page) => page.files),
    trashDays: read.data?.[0]?.trash_days ?? null,
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
