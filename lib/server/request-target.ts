/** Longer than any address of ours; a proxy in front usually allows less. */
export const MAX_TARGET_LENGTH = 8_000;
/** How often an address may be encoded on top of itself before nobody means well by it. */
const MAX_DECODINGS = 3;

/**
 * Why the raw target of a request line must not reach the router, or null. Next answers 500 to a malformed escape, and
 * a traversal must not depend on which layer decodes how often.
 */
export function refuseTarget(target: string | undefined): string | null {
  if (!target?.startsWith("/") || target.startsWith("//")) return "The address must be a path on this server.";
  if (target.length > MAX_TARGET_LENGTH) return `The address is longer than ${MAX_TARGET_LENGTH} characters.`;
  const question = target.indexOf("?");
  const path = question < 0 ? target : target.slice(0, question);
  const query = question < 0 ? "" : target.slice(question + 1);
  if (decode(path) === null || decode(query) === null) return "The address contains an escape that cannot be decoded.";
  if (decode(query)!.includes("\0")) return "The address contains a NUL.";
  return refusePath(path);
}

function refusePath(path: string): string | null {
  let seen: string | null = path;
  for (let i = 0; i <= MAX_DECODINGS && seen !== null; i++) {
    if (seen.includes("\0")) return "The address contains a NUL.";
    if (seen.split(/[\\/]/).some((segment) => segment === ".." || segment === ".")) return "The path must not go up.";
    const next = decode(seen);
    if (next === seen) return null;
    seen = next;
  }
  return seen === null ? null : "The address is encoded too often.";
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
