import { newToken } from "@/lib/core/ids";
import { mosquittoHash } from "@/lib/core/mosquitto-hash";
import type { Device } from "@/lib/db/generated/client";
import { hashToken } from "./token-hash";

/** How long a device's old token counts after the device said that it keeps the next one, should it not come with it. */
export const OLD_TOKEN_MS = 24 * 3_600_000;

/** The two ways a device's token is kept: for web and its own broker, and for mosquitto. */
export const hashesOf = (token: string) => ({ tokenHash: hashToken(token), tokenVerifier: mosquittoHash(token) });

/** A new token of a device, to be told once, and its hashes. */
export function mintDeviceToken() {
  const token = newToken("vigied");
  return { token, ...hashesOf(token) };
}

type Tokens = Pick<Device, "tokenHash" | "nextTokenHash" | "nextTokenKeptAt" | "revokedAt">;

/** The hashes that count now: none of a revoked device, both of a device whose token is being changed. */
export function validTokenHashes(device: Tokens, now: Date): string[] {
  if (device.revokedAt) return [];
  const isOldOver =
    device.nextTokenHash !== null &&
    device.nextTokenKeptAt !== null &&
    now.getTime() - device.nextTokenKeptAt.getTime() >= OLD_TOKEN_MS;
  return [isOldOver ? null : device.tokenHash, device.nextTokenHash].filter((hash) => hash !== null);
}

/** What takes the place of a device's tokens when it gets one that counts at once. */
export const onlyToken = (hashes: { tokenHash: string | null; tokenVerifier: string | null }) => ({
  ...hashes,
  ...{ nextTokenHash: null, nextTokenVerifier: null, nextTokenMadeAt: null, nextTokenKeptAt: null },
});
