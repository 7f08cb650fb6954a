import { createHash } from "node:crypto";

/** How a token is kept: SHA-256, in hexadecimal. A token has 256 random bits, so nothing slower is needed. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
