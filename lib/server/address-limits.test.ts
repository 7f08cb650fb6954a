import { expect, test } from "vitest";
import { ManualClock } from "@/lib/core/manual-clock";
import { createRateLimits } from "@/lib/core/rate-limits";
import { networkOf, tooMany } from "./address-limits";

test.each([
  ["192.0.2.7", "192.0.2.7"],
  ["::ffff:192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:DB8:1:2::9", "2001:db8:1:2::/64"],
  ["fe80::1", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
])("%s counts as %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});

const RATES = { user: 1, club: 1, device: 1, address: 100, loginsPerMinute: 3 };
const post = (path: string, address = "192.0.2.7") => ({ method: "POST", path, address });

test("logins of one address have a limit of their own, whatever way they take", () => {
  const clock = new ManualClock();
  const limits = createRateLimits(RATES, clock);
  for (const path of ["/api/auth/token", "/api/auth/callback/credentials", "/api/auth/link/abc"])
    expect(tooMany(limits, post(path))).toBeNull();
  const refusal = tooMany(limits, post("/api/account/password"));
  expect(refusal).toMatchObject({ code: "rate_limited", retryAfterSeconds: 20 });
  const others = [
    post("/api/auth/token", "192.0.2.8"),
    { ...post("/api/auth/token"), method: "GET" },
    post("/api/video/session/create"),
  ];
  for (const other of others) expect(tooMany(limits, other)).toBeNull();
  clock.advance(20_000);
  expect(tooMany(limits, post("/api/auth/token"))).toBeNull();
});

test("codes of devices have a limit per address, and one for all addresses together", () => {
  const limits = createRateLimits(RATES, new ManualClock());
  const tries = (address: string, count: number) =>
    Array.from({ length: count }, () => tooMany(limits, post("/api/devices/enroll", address)));
  expect(tries("192.0.2.7", 10).filter(Boolean)).toEqual([]);
  expect(tries("192.0.2.7", 1)).toMatchObject([{ code: "rate_limited", retryAfterSeconds: 6 }]);
  const others = Array.from({ length: 12 }, (_, i) => tries(`198.51.100.${i}`, 10)).flat();
  expect(others.filter(Boolean)).toHaveLength(10);
});

test("an address that asks too much waits a second", () => {
  const limits = createRateLimits(RATES, new ManualClock());
  const ask = () => tooMany(limits, post("/courts"));
  for (let i = 0; i < 500; i++) expect(ask()).toBeNull();
  expect(ask()).toMatchObject({ code: "rate_limited", retryAfterSeconds: 1 });
});
