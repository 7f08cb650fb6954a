"use client";
import { useEffect, useMemo } from "react";
import { useTimeZone } from "use-intl";
import { coalesce } from "./coalesce";
import { type EventFilters, toEventQuery } from "./event-filters";
import { routes } from "./routes";
import { useNotice } from "./socket";
import { usePages } from "./use-pages";

const PAGE_SIZE = 50;
/** A device that was away for a week sends thousands at once. */
const ASK_AGAIN_MS = 400;

/** The events that match, page by page; what happens now appears by itself, and so does the clip of it. */
export function useEvents(filters: EventFilters) {
  const timeZone = useTimeZone() ?? "UTC";
  const read = usePages(routes.eventList, toEventQuery(filters, timeZone), PAGE_SIZE);
  const { mutate } = read;
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  useEffect(() => () => askAgain.cancel(), [askAgain]);
  useNotice("event", askAgain);
  useNotice("file", ({ file }) => {
    if (!file || file.kind === "clip") askAgain();
  });
  // A trigger shows its clip itself: a line of its own would say it twice.
  const events = read.data?.flatMap((page) => page.events).filter(({ type }) => type !== "video.captured");
  return { ...read, events };
}
