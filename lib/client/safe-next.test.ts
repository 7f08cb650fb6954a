import { expect, test } from "vitest";
import { loginPath, safeNext } from "./safe-next";

test.each(["/videos", "/sessions/sess_1_1700000000000", "/videos?court=2&from=2026-01-01", "/courts#a"])(
  "%s is a page of ours",
  (next) => expect(safeNext(next)).toBe(next),
);

test.each([
  null,
  undefined,
  "",
  "videos",
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "/api/auth/signout",
  "/login",
  "/login?next=/login",
])("%j leads home", (next) => expect(safeNext(next)).toBe("/"));

test("the login page remembers where it comes from", () => {
  expect(loginPath("/videos?court=2")).toBe("/login?next=%2Fvideos%3Fcourt%3D2");
  expect(loginPath("/")).toBe("/login");
});
