import { pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

/** Iterations as mosquitto_passwd 2.0 writes them. Few, but a device's token has 256 random bits already. */
const ITERATIONS = 101;
const KEY_BYTES = 64;

/** A password as mosquitto's password_file holds it: PBKDF2 with SHA-512, `$7$<iterations>$<salt>$<hash>`. */
export function mosquittoHash(password: string, salt: Buffer = randomBytes(12)): string {
  const hash = pbkdf2Sync(password, salt, ITERATIONS, KEY_BYTES, "sha512");
  return `$7$${ITERATIONS}$${salt.toString("base64")}$${hash.toString("base64")}`;
}

/** Whether `hash` is one of `password`; false for what is no such hash. */
export function isMosquittoHashOf(hash: string, password: string): boolean {
  const [, iterations, salt, key] = /^\$7\$(\d{1,7})\$([\w+/=]+)\$([\w+/=]+)$/.exec(hash) ?? [];
  if (!iterations || !salt || !key) return false;
  const kept = Buffer.from(key, "base64");
  const made = pbkdf2Sync(password, Buffer.from(salt, "base64"), Number(iterations), kept.length || 1, "sha512");
  return kept.length === made.length && timingSafeEqual(kept, made);
}
