import { createHash } from "node:crypto";

/** A short name for a token, which says nothing about it: a token has 256 random bits. */
export const tokenMark = (token: string): string => markOfHash(createHash("sha256").update(token).digest("hex"));

/** The same from how web keeps a token (SHA-256, hexadecimal). */
export const markOfHash = (tokenHash: string): string => tokenHash.slice(0, 16);
