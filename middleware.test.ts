import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { config, middleware } from "./middleware";

const visit = (path: string, cookie?: string) => {
  const headers = cookie ? { cookie } : undefined;
  return middleware(new NextRequest(`http://vigie.test${path}`, { headers })).headers.get("location");
};
const isMatched = (path: string) => config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path));

test("who is not logged in comes back to the page after login", () => {
  expect(visit("/")).toBe("http://vigie.test/login");
  expect(visit("/videos?court=2")).toBe("http://vigie.test/login?next=%2Fvideos%3Fcourt%3D2");
  expect(visit("/", "theme=dark; next-auth.csrf-token=x")).toBe("http://vigie.test/login");
});

test.each(["next-auth.session-token=x", "__Secure-next-auth.session-token=x", "next-auth.session-token.0=x"])(
  "%s lets a page ask for itself",
  (cookie) => {
    expect(visit("/courts", cookie)).toBeNull();
  },
);

test("the login page and the links of invitations are for everybody", () => {
  expect(visit("/login?next=/x")).toBeNull();
  expect(visit("/welcome/some-token")).toBeNull();
  expect(visit("/login/x"), "no other page").not.toBeNull();
});

test("so is what a link shows, and nothing beside it", () => {
  expect(visit(`/s/${"x".repeat(43)}`)).toBeNull();
  expect(visit("/s")).toContain("/login");
  expect(visit("/s/x/videos")).toContain("/login");
  expect(visit("/sessions/x")).toContain("/login");
});

test.each(["/", "/courts", "/videos", "/sessions/sess_1_1700000000000", "/login", "/apiary"])(
  "%s is a page",
  (path) => {
    expect(isMatched(path)).toBe(true);
  },
);
test.each([
  "/api",
  "/api/video/health",
  "/api/uploads/x",
  "/livez",
  "/readyz",
  "/metrics",
  "/_next/static/chunks/a.js",
  "/favicon.ico",
  "/icons/vigie.svg",
])("%s is none of its business", (path) => {
  expect(isMatched(path)).toBe(false);
});
