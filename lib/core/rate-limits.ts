import type { Clock } from "./clock";
import { AppError } from "./errors";
import { TokenBuckets } from "./token-buckets";

/** Requests per second of each; logins per minute and address. 0 limits nothing. */
export type Rates = { user: number; club: number; device: number; address: number; loginsPerMinute: number };
export type Limited = keyof typeof WHO;

export interface RateLimits {
  /** Counts one request: null, or `rate_limited` with the whole seconds to wait. */
  refuse(kind: Limited, key: string | number): AppError | null;
}

/** A page that opens, or a wall that comes back after a restart, asks much at once. */
const BURST_SECONDS = 5;
const WHO = {
  user: "Your account sends",
  club: "Your club sends",
  device: "This device sends",
  address: "Your address sends",
  login: "Your address sends",
  enrolment: "Your address sends",
  enrolments: "All addresses together send",
} as const;
/** Codes tried a minute by one address, and by all: with 49 random bits and a quarter of an hour, guessing is hopeless. */
const ENROLMENTS_PER_MINUTE = { one: 10, all: 120 };
const WHAT: Partial<Record<keyof typeof WHO, string>> = {
  login: "too many logins",
  enrolment: "too many codes",
  enrolments: "too many codes",
};

/** Limits of this process (S14); `onLimited` hears of each caller once, when it begins to be refused. Behind a balancer each web program counts by itself. */
export function createRateLimits(
  rates: Rates,
  clock: Pick<Clock, "monotonicMs">,
  onLimited: (kind: Limited, key: string) => void = () => undefined,
): RateLimits {
  const bucketsOf = (kind: Limited, perSecond: number, burst: number) =>
    new TokenBuckets({ perSecond, burst, clock, onEmpty: (key) => onLimited(kind, key) });
  const steady = (kind: "user" | "club" | "device" | "address") =>
    bucketsOf(kind, rates[kind], rates[kind] * BURST_SECONDS);
  const buckets: Record<Limited, TokenBuckets> = {
    user: steady("user"),
    club: steady("club"),
    device: steady("device"),
    address: steady("address"),
    login: bucketsOf("login", rates.loginsPerMinute / 60, rates.loginsPerMinute),
    enrolment: bucketsOf("enrolment", ENROLMENTS_PER_MINUTE.one / 60, ENROLMENTS_PER_MINUTE.one),
    enrolments: bucketsOf("enrolments", ENROLMENTS_PER_MINUTE.all / 60, ENROLMENTS_PER_MINUTE.all),
  };
  return {
    refuse(kind, key) {
      const waitSeconds = buckets[kind].take(String(key));
      if (waitSeconds === 0) return null;
      const what = WHAT[kind] ?? "too many requests";
      const retryAfterSeconds = Math.ceil(waitSeconds);
      return new AppError("rate_limited", `${WHO[kind]} ${what}. Wait ${retryAfterSeconds} s, then go on slower.`, {
        retryAfterSeconds,
      });
    },
  };
}

/** For tests and programs that count elsewhere. */
export const noRateLimits: RateLimits = { refuse: () => null };
