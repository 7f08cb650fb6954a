/** An id from a name, as people would shorten it: `Tapis du court 1` → `tapis-du-court-1`. Not always long enough. */
export const deviceIdFrom = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40)
    .replace(/-$/, "");

/** The shape of lib/contracts/common.ts's DeviceId, whose schema stays out of the browser. */
export const isDeviceId = (text: string): boolean => /^[a-z0-9-]{3,40}$/.test(text);
