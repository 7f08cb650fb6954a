"use client";
import { useEffect, useMemo } from "react";
import { coalesce } from "./coalesce";
import { deviceAfterNotice } from "./device-notice";
import { routes } from "./routes";
import { useNotice } from "./socket";
import { useApi } from "./use-api";
import { useChange } from "./use-change";

/** Queue, disk and uptime change quietly: nobody is told of them. */
const REFRESH_MS = 10_000;
const ASK_AGAIN_MS = 500;

/** The devices that serve this person's club, kept true by what they say, the revoked ones on demand. At most 200 are shown. */
export function useDevices({ withRevoked = false } = {}) {
  const query = { limit: 200, ...(withRevoked && { revoked: true }) };
  const read = useApi(routes.deviceList, { query }, { refreshInterval: REFRESH_MS });
  const { mutate } = read;
  const change = useChange(read);
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  useEffect(() => () => askAgain.cancel(), [askAgain]);
  useNotice("device", (notice) => {
    change((now) => ({ ...now, devices: now.devices.map((device) => deviceAfterNotice(device, notice)) }));
    askAgain();
  });
  return read;
}

/** One of them. */
export function useDevice(id: string) {
  const read = useApi(routes.device, { params: { id } }, { refreshInterval: REFRESH_MS });
  const { mutate } = read;
  const change = useChange(read);
  const askAgain = useMemo(() => coalesce(() => void mutate(), ASK_AGAIN_MS), [mutate]);
  useEffect(() => () => askAgain.cancel(), [askAgain]);
  useNotice("device", (notice) => {
    if (notice.device_id !== id) return;
    change((now) => ({ ...now, device: deviceAfterNotice(now.device, notice) }));
    askAgain();
  });
  return read;
}
