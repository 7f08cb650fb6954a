import { isIPv6 } from "node:net";
import type { AppError } from "@/lib/core/errors";
import type { RateLimits } from "@/lib/core/rate-limits";

/** Where a password, or a link's secret, can be tried. */
const LOGINS = /^\/api\/auth\/(token|link\/|callback\/)|^\/api\/account\/password/;

/** Where a device's code can be tried. */
const ENROLMENT = "/api/devices/enroll";

type Asked = { method: string | undefined; path: string; address: string };

/** `rate_limited` for an address that asks too much, or tries too many logins or codes; null for any other. */
export function tooMany(limits: RateLimits, { method, path, address }: Asked): AppError | null {
  const key = networkOf(address);
  const isLogin = method === "POST" && LOGINS.test(path);
  const isEnrolment = method === "POST" && path === ENROLMENT;
  return (
    limits.refuse("address", key) ??
    (isLogin ? limits.refuse("login", key) : null) ??
    (isEnrolment ? (limits.refuse("enrolment", key) ?? limits.refuse("enrolments", "all")) : null)
  );
}

/** Whoever has one IPv6 address has 2^64 of them: the network counts. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const words = (text: string) => (text === "" ? [] : text.split(":"));
  const missing = 8 - words(head).length - words(tail).length;
  const all = address.includes("::")
    ? [...words(head), ...Array<string>(missing).fill("0"), ...words(tail)]
    : words(head);
  return `${all.slice(0, 4).join(":")}::/64`;
}
