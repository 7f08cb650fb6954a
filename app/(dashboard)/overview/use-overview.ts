"use client";
import { useEffect, useMemo } from "react";
import { coalesce } from "@/lib/client/coalesce";
import { routes } from "@/lib/client/routes";
import { useNotice } from "@/lib/client/socket";
import { useApi } from "@/lib/client/use-api";

/** One act is told by several notices, and a device that comes back by many. */
const ASK_AGAIN_MS = 300;
/** Only a net below the notices: nothing is told of a disk that fills up slowly. */
const REFRESH_MS = 30_000;

/** The overview, asked again whenever something it shows has changed. */
export function useOverview() {
  const read = useApi(routes.overview, {}, { refreshInterval: REFRESH_MS });
  const { mutate } = read;
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  useEffect(() => () => askAgain.cancel(), [askAgain]);
  useNotice("session", askAgain);
  useNotice("recording", askAgain);
  useNotice("file", askAgain);
  useNotice("device", askAgain);
  return read;
}
