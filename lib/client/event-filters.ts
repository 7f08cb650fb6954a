import { dayRange, isDay } from "./day-start";
import { type AddressFilters, writeTexts } from "./use-address-filters";

/** What the types of events belong to, as the API is asked for them. */
const TYPES_OF = {
  sensors: "button,photo",
  cameras: "camera,recorder,video",
  devices: "device,disk,clock,storage",
} as const;
export type EventKind = keyof typeof TYPES_OF;
export const EVENT_KINDS = Object.keys(TYPES_OF) as EventKind[];

/** As in the address of the page; days are the club's. */
export type EventFilters = {
  kind: EventKind | null;
  device: string | null;
  camera: string | null;
  from: string | null;
  to: string | null;
};
export const NO_EVENT_FILTERS: EventFilters = { kind: null, device: null, camera: null, from: null, to: null };

function read(search: { get(name: string): string | null }): EventFilters {
  const [kind, device, camera] = [search.get("kind"), search.get("device"), search.get("camera")];
  const [from, to] = [search.get("from"), search.get("to")];
  return {
    kind: EVENT_KINDS.find((one) => one === kind) ?? null,
    device: device && /^[a-z0-9-]{3,40}$/.test(device) ? device : null,
    camera: camera && /^\d{1,9}$/.test(camera) ? camera : null,
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
  };
}

export const EVENT_FILTERS: AddressFilters<EventFilters> = { read, write: writeTexts };

/** What the API is asked: whole days in the club's time zone, both ends included. */
export const toEventQuery = ({ kind, device, camera, ...days }: EventFilters, timeZone: string) => ({
  type: kind ? TYPES_OF[kind] : undefined,
  device: device ?? undefined,
  camera: camera ?? undefined,
  ...dayRange(days, timeZone),
});
