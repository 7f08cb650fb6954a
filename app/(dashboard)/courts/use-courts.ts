"use client";
import { useEffect, useMemo } from "react";
import { coalesce } from "@/lib/client/coalesce";
import { courtsAfterDevice } from "@/lib/client/device-notice";
import { routes } from "@/lib/client/routes";
import { useNotice } from "@/lib/client/socket";
import { useApi } from "@/lib/client/use-api";
import { useChange } from "@/lib/client/use-change";

/** Several notices tell of one act (a session opens, then records): one question answers them all. */
const ASK_AGAIN_MS = 120;
/** Only a net below the notices. */
const REFRESH_MS = 30_000;

/** The courts, kept true by what the server says meanwhile. */
export function useCourts() {
  const read = useApi(routes.courts, {}, { refreshInterval: REFRESH_MS });
  const { mutate } = read;
  const change = useChange(read);
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  useEffect(() => () => askAgain.cancel(), [askAgain]);
  useNotice("session", askAgain);
  useNotice("recording", askAgain);
  useNotice("device", (notice) => {
    change((now) => ({ ...now, courts: courtsAfterDevice(now.courts, notice) }));
  });
  return read;
}
