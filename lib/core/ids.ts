import { randomBytes, randomInt } from "node:crypto";
import { v7 } from "uuid";

/** A UUIDv7: sorts by the time it was minted. Files, events, jobs, batches, reports, commands. */
export const newId = (): string => v7();

/** A secret of 256 bits for the address of a link. */
export const newLinkToken = (): string => randomBytes(32).toString("base64url");

/**
 * A secret of 256 bits, with a prefix that tells a leak scanner what it is: `vigie_` for users, `vigied_` for devices,
 * `vigiec_` for calendar addresses, `vigiew_` for webhooks.
 */
export const newToken = (prefix: "vigie" | "vigied" | "vigiec" | "vigiew"): string =>
  `${prefix}_${randomBytes(32).toString("base64url")}`;

/** Read out and typed on another machine: no 0, O, 1, I, L, no U that is taken for a V. */
const CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_LENGTH = 10;

/** A code for people: ten signs nobody mixes up, about 49 random bits, written `ABCDE-23456`. */
export function newCode(): string {
  const signs = Array.from({ length: CODE_LENGTH }, () => CODE_SIGNS[randomInt(CODE_SIGNS.length)]).join("");
  return `${signs.slice(0, CODE_LENGTH / 2)}-${signs.slice(CODE_LENGTH / 2)}`;
}
