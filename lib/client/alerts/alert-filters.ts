import type { AlertSeverity } from "@/lib/contracts/alerts";
import { type AddressFilters, writeTexts } from "../use-address-filters";

export const ALERT_STATES = ["open", "acknowledged"] as const;
export type AlertState = (typeof ALERT_STATES)[number];
export const SEVERITIES = ["critical", "warning", "info"] as const satisfies AlertSeverity[];

/** As in the address of the page. */
export type AlertFilters = {
  state: AlertState | null;
  severity: AlertSeverity | null;
  device: string | null;
  camera: string | null;
};
export const NO_ALERT_FILTERS: AlertFilters = { state: null, severity: null, device: null, camera: null };

function read(search: { get(name: string): string | null }): AlertFilters {
  const [device, camera] = [search.get("device"), search.get("camera")];
  return {
    state: ALERT_STATES.find((one) => one === search.get("state")) ?? null,
    severity: SEVERITIES.find((one) => one === search.get("severity")) ?? null,
    device: device && /^[a-z0-9-]{3,40}$/.test(device) ? device : null,
    camera: camera && /^\d{1,9}$/.test(camera) ? camera : null,
  };
}

export const ALERT_FILTERS: AddressFilters<AlertFilters> = { read, write: writeTexts };

/** What the API is asked for one of the two lists of the page; null for a list that the filters leave out. */
export function toAlertQuery({ state, severity, device, camera }: AlertFilters, list: AlertState) {
  if (state !== null && state !== list) return null;
  return {
    state: list,
    severity: severity ?? undefined,
    device: device ?? undefined,
    camera: camera ?? undefined,
  };
}
