import { randomBytes } from "node:crypto";
import { v7 } from "uuid";

/** A UUIDv7: sorts by the time it was minted. Files, events, jobs, batches, reports, commands. */
export const newId = (): string => v7();

/** A secret of 256 bits for the address of a link. */
export const newLinkToken = (): string => randomBytes(32).toString("base64url");

/**
 * A secret of 256 bits, with a prefix that tells a leak scanner what it is: `vigie_` for users, `vigied_` for devices,
 * `vigiec_` for calendar addresses.
 */
export const newToken = (prefix: "vigie" | "vigied" | "vigiec"): string =>
  `${prefix}_${randomBytes(32).toString("base64url")}`;
