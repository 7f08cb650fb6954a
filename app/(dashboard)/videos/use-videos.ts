"use client";
import { useMemo } from "react";
import { coalesce } from "@/lib/client/coalesce";
import { routes } from "@/lib/client/routes";
import { useNotice } from "@/lib/client/socket";
import { useChange } from "@/lib/client/use-change";
import { usePages } from "@/lib/client/use-pages";
import type { FileView } from "@/lib/contracts/files";

const PAGE_SIZE = 24;
const ASK_AGAIN_MS = 150;
type Query = Record<string, string | boolean | undefined>;

/**
 * The videos that match, page by page; finished, changed and deleted ones come and go by themselves. What a notice says of
 * one that is shown is shown at once; everything else is asked for again.
 */
export function useVideos(query: Query) {
  const read = usePages(routes.fileList, query, PAGE_SIZE);
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
  };
}
