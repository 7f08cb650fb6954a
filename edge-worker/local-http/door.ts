import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { AppError } from "@/lib/core/errors";

/** Names under which this machine may be asked when nobody has to log in. */
const LOCAL_NAMES = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Lets a request in: with the token, as `Bearer <token>` or as the password of a browser's own login window, where there
 * is one; else from this machine only, and not under a name that some other page made point here (DNS rebinding).
 * Throws `unauthenticated` or `forbidden`.
 */
export function checkDoor(headers: IncomingHttpHeaders, token: string | undefined): void {
  if (token === undefined) {
    if (!LOCAL_NAMES.has(hostName(headers.host)))
      throw new AppError("forbidden", "Ask this device by its own address.");
    return;
  }
  const sent = tokenOf(headers.authorization);
  if (sent === null || !isSame(sent, token))
    throw new AppError("unauthenticated", "Log in with the device's local token as the password.");
}

const hostName = (host = ""): string => host.replace(/:\d+$/, "").toLowerCase();

function tokenOf(authorization = ""): string | null {
  const [, scheme = "", value = ""] = /^(\w+)\s+(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() !== "basic") return null;
  const decoded = Buffer.from(value, "base64").toString("utf8");
  return decoded.slice(decoded.indexOf(":") + 1);
}

/** Of equal length whatever was sent, as the comparison demands. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
