import type { IncomingMessage, ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { type HeaderPolicy, setSafeHeaders } from "./answer-headers";

function answerTo(url: string, change: Partial<HeaderPolicy> = {}, headers: Record<string, string> = {}) {
  const req = { url, headers } as unknown as IncomingMessage;
  const set = new Map<string, string>();
  const res = { setHeader: (name: string, value: string) => set.set(name.toLowerCase(), value) };
  setSafeHeaders(req, res as unknown as ServerResponse, {
    ...{ isSecure: false, isDevelopment: false, embedOrigins: [] },
    ...change,
  });
  return { req, csp: set.get("content-security-policy")!, header: (name: string) => set.get(name) };
}
const nonceOf = (csp: string) => /script-src 'nonce-([\w+/=]{24})' 'strict-dynamic';/.exec(csp)?.[1];

test("every page has a nonce of its own, told to Next in place of whatever the caller sent", () => {
  const given = { "content-security-policy": "script-src 'nonce-evil'", "content-security-policy-report-only": "x" };
  const [first, second] = [answerTo("/courts?x=1", {}, given), answerTo("/")];
  expect(nonceOf(first.csp)).toBeDefined();
  expect(nonceOf(first.csp)).not.toBe(nonceOf(second.csp));
  expect(first.req.headers["content-security-policy"]).toBe(first.csp);
  expect(first.req.headers["content-security-policy-report-only"]).toBeUndefined();
  expect(first.csp).toContain("frame-ancestors 'none'");
  expect(first.csp).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
});

test.each(["/api/video/health", "/livez", "/readyz", "/api/preview/sess_1_1700000000000/stream.mjpeg"])(
  "%s may do nothing as a document, and is framed by nobody",
  (path) => {
    const { csp, header } = answerTo(path);
    expect(csp).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    expect(header("cross-origin-resource-policy")).toBe("same-origin");
  },
);

test("only live pictures are framed, and only by the sites an operator lists", () => {
  const embedOrigins = ["https://club.example", "https://www.club.example"];
  const { csp, header } = answerTo("/api/preview/sess_1_1700000000000/stream.mjpeg?fps=5", { embedOrigins });
  expect(csp).toContain("frame-ancestors 'self' https://club.example https://www.club.example");
  expect(header("cross-origin-resource-policy")).toBe("cross-origin");
  for (const path of ["/courts", "/api/video/files/list", "/api/preview", "/api/cameras/3", "/login"])
    expect(answerTo(path, { embedOrigins }).csp).toContain("frame-ancestors 'none'");
});

test("a browser that saw us by https stays there; one that did not is not told", () => {
  expect(answerTo("/", { isSecure: true }).header("strict-transport-security")).toMatch(/^max-age=\d+$/);
  expect(answerTo("/").header("strict-transport-security")).toBeUndefined();
});

test("what a page never does is switched off", () => {
  const { header } = answerTo("/");
  expect(header("x-content-type-options")).toBe("nosniff");
  expect(header("referrer-policy")).toBe("no-referrer");
  expect(header("cross-origin-opener-policy")).toBe("same-origin");
  expect(header("permissions-policy")).toMatch(/camera=\(\).*fullscreen=\(self\)/);
});
