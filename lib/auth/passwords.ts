import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { limitRunning } from "./limit-running";

/** OWASP's password storage cheat sheet, scrypt row of 32 MiB: N = 2^15, r = 8, p = 3. */
const PARAMETERS = { ln: 15, r: 8, p: 3 };
const KEY_BYTES = 32;
/** What a hash of ours, or of a later version, may cost to check. */
const MAX_MEMORY_BYTES = 192 * 1024 * 1024;
const FORMAT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]{16,})\$([\w-]{43})$/;

/** scrypt runs on the threads that read files too: it may not take them all, nor pile up without end. */
const limited = limitRunning({ maxRunning: 2, maxWaiting: 100 });

/** A salted hash with its parameters in it, so that they can be raised later: `$scrypt$ln=15,r=8,p=3$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16).toString("base64url");
  const { ln, r, p } = PARAMETERS;
  const key = await derive(password, salt, PARAMETERS);
  return `$scrypt$ln=${ln},r=${r},p=${p}$${salt}$${key.toString("base64url")}`;
}

/** True when the password made this hash. Without one (nobody has this address) it takes as long and is false. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const match = FORMAT.exec(hash ?? "");
  if (!match) {
    await derive(password, "nobody's salt", PARAMETERS);
    return false;
  }
  const [, ln, r, p, salt = "", kept = ""] = match;
  const key = await derive(password, salt, { ln: Number(ln), r: Number(r), p: Number(p) });
  return timingSafeEqual(key, Buffer.from(kept, "base64url"));
}

const derive = (password: string, salt: string, { ln, r, p }: typeof PARAMETERS): Promise<Buffer> =>
  limited(() => scryptKey(password.normalize("NFKC"), salt, { N: 2 ** ln, r, p, maxmem: MAX_MEMORY_BYTES }));

const scryptKey = (password: string, salt: string, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
