import type { DeviceView } from "@/lib/contracts/devices";

/** Cameras that should show a picture and do not. */
export const troubleCount = ({ cameras }: Pick<DeviceView, "cameras">): number =>
  cameras.filter(({ report }) => report?.state === "unreachable" || report?.state === "stale").length;

/** What may still be written, the reserve left out; null when the device does not say. */
export function usableBytes({ storage }: Pick<DeviceView, "storage">): number | null {
  return storage && Math.max(0, storage.bytes_free - storage.bytes_reserved);
}
