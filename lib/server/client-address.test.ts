import type { IncomingHttpHeaders } from "node:http";
import { expect, test } from "vitest";
import { settleClientAddress } from "./client-address";

test.each([
  { trust: 0, listed: undefined, expected: "10.0.0.1" },
  { trust: 0, listed: "1.1.1.1", expected: "10.0.0.1" },
  { trust: 1, listed: "1.1.1.1", expected: "1.1.1.1" },
  { trust: 1, listed: "9.9.9.9, 1.1.1.1", expected: "1.1.1.1" },
  { trust: 2, listed: "9.9.9.9, 1.1.1.1, 10.0.0.2", expected: "1.1.1.1" },
  { trust: 3, listed: "1.1.1.1", expected: "1.1.1.1" },
  { trust: 1, listed: undefined, expected: "10.0.0.1" },
])("behind $trust proxies, $listed is $expected", ({ trust, listed, expected }) => {
  const headers: IncomingHttpHeaders = listed ? { "x-forwarded-for": listed } : {};
  settleClientAddress(headers, "10.0.0.1", trust);
  expect(headers["x-forwarded-for"]).toBe(expected);
});

test("without a proxy in front, whatever else a caller claims is removed", () => {
  const headers: IncomingHttpHeaders = { "x-forwarded-host": "evil", "x-forwarded-proto": "https", host: "vigie" };
  settleClientAddress(headers, "10.0.0.1", 0);
  expect(headers).toEqual({ host: "vigie", "x-forwarded-for": "10.0.0.1" });
});
