import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_TARGET_LENGTH, refuseTarget } from "./request-target";

test.each([
  "/%E0%A4%A",
  "/api/video/session/%",
  "/api/video/files/list?club_id=%E0%A4%A",
  "/x%00y",
  "/x?y=%00",
  "/api/../etc/passwd",
  "/api/%2e%2e/etc/passwd",
  "/api/%2E%2E%2Fetc",
  "/api/..%5c..%5cwindows",
  "/api/..\\x",
  "/api/%252e%252e/etc/passwd",
  "/api/%25252e%25252e/etc/passwd",
  "/./x",
  "//evil.example/x",
  "http://evil.example/x",
  "*",
  "",
  `/${"a".repeat(MAX_TARGET_LENGTH)}`,
  `/%${"25".repeat(8)}2e`,
])("refuses %s", (target) => {
  expect(refuseTarget(target)).toEqual(expect.any(String));
});

test.each([
  "/",
  "/api/video/session/sess_1_1700000000000",
  "/api/preview/sess_1_1700000000000/stream.mjpeg?fps=10&profile=tile",
  "/api/video/files/list?from=2026-01-01T00%3A00%3A00%2B02%3A00",
  "/fr/vid%C3%A9os",
  "/_next/static/chunks/app/%5Bid%5D.js",
  "/a%20b/...hidden/..x",
  "/search?q=100%25%20sure&path=../x",
  "/half%25price",
])("lets through %s", (target) => {
  expect(refuseTarget(target)).toBeNull();
});

test("never throws, and whatever hides an upward step in any encoding is refused", () => {
  fc.assert(fc.property(fc.string(), (text) => void refuseTarget(`/${text}`)));
  const step = fc.constantFrom("..", "%2e%2e", "%2E.", "%252e%252e", ".%2e");
  const slash = fc.constantFrom("/", "%2f", "\\", "%5c", "%255c");
  const word = fc.stringMatching(/^[a-z0-9]{0,8}$/);
  fc.assert(
    fc.property(word, slash, step, slash, word, (a, s1, dots, s2, b) => {
      expect(refuseTarget(`/${a}${s1}${dots}${s2}${b}`)).not.toBeNull();
    }),
  );
});
