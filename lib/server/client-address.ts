import type { IncomingHttpHeaders } from "node:http";

/** What a proxy says of the caller; believed only as far as TRUST_PROXY goes. */
const FORWARDED = ["forwarded", "x-real-ip", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-port"] as const;

/**
 * Finds the caller's address and leaves it, and nothing else, in `x-forwarded-for`, so that no route has to know about proxies. With
 * `trustProxy` = n the n-th address from the right counts (the socket's own is the first): what stands further left was
 * written by the caller.
 */
export function settleClientAddress(headers: IncomingHttpHeaders, socketAddress: string, trustProxy: number): string {
  const listed = String(headers["x-forwarded-for"] ?? "").split(",");
  const chain = [...listed.map((address) => address.trim()).filter(Boolean), socketAddress];
  const address = chain[Math.max(0, chain.length - 1 - trustProxy)] ?? socketAddress;
  headers["x-forwarded-for"] = address;
  if (trustProxy === 0) for (const name of FORWARDED) delete headers[name];
  return address;
}
