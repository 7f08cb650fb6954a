import { describe, expect, test } from "vitest";
import { Authorization } from "./authorization";
import { controlUrl } from "./control-url";
import { headerOf, methodOf, parseHead, statusOf, writeMessage } from "./message";

test.each([
  ["RTSP/1.0 200 OK", 200],
  ["RTSP/1.0   +0301 Moved", 301],
  ["rtsp/2.0 302", 302],
  ["RTSP/1.0 OK", null],
  ["OPTIONS * RTSP/1.0", null],
])("the status of %j is %s", (start, status) => expect(statusOf({ start })).toBe(status));

test("a question of the camera is told from an answer", () => {
  expect(methodOf({ start: "GET_PARAMETER rtsp://x/ RTSP/1.0" })).toBe("GET_PARAMETER");
  expect(methodOf({ start: "RTSP/1.0 200 OK" })).toBeNull();
});

test("header names in any case, several of one, one over two lines", () => {
  const head = parseHead(
    "RTSP/1.0 401 No\r\nwww-AUTHENTICATE: Basic realm=x\r\nWWW-Authenticate:Digest\r\n nonce=1\r\nodd",
  );
  expect(head.headers.get("www-authenticate")).toEqual(["Basic realm=x", "Digest nonce=1"]);
  expect(headerOf(head, "cseq")).toBeNull();
});

test("a header is never two", () => {
  expect(() => writeMessage("PLAY x RTSP/1.0", { Session: "1\r\nX: y" })).toThrow();
});

test.each([
  ["rtsp://c/live", "*", "rtsp://c/live"],
  ["rtsp://c/live/", "stream=0", "rtsp://c/live/stream=0"],
  ["rtsp://c/live", "trackID=1", "rtsp://c/live/trackID=1"],
  ["rtsp://c/live?a=1&b=2/", "trackID=1", "rtsp://c/live?a=1&b=2/trackID=1"],
  ["rtsp://c/live", "/trackID=1", "rtsp://c/live/trackID=1"],
  ["rtsp://c/live", "RTSP://d/other", "RTSP://d/other"],
  ["rtsp://c/live", "x y\u0007", "rtsp://c/live"],
])("seen from %s, %j is %s", (base, control, url) => expect(controlUrl(base, control)).toBe(url));

describe("who we are", () => {
  const login = { username: "admin", password: "p@ss" };
  const digest = 'Digest realm="cam", nonce="n1"';

  test("is not said before it is asked, and not again when it was refused", () => {
    const authorization = new Authorization(login);
    expect(authorization.header("OPTIONS", "rtsp://c/")).toBeNull();
    expect(authorization.refused(['Basic realm="cam"'])).toBe(true);
    expect(authorization.header("OPTIONS", "rtsp://c/")).toBe(`Basic ${Buffer.from("admin:p@ss").toString("base64")}`);
    expect(authorization.refused(['Basic realm="cam"'])).toBe(false);
  });

  test("is said with the strongest digest that is offered, and anew when only the nonce is old", () => {
    const authorization = new Authorization(login);
    expect(authorization.refused(['Basic realm="cam"', digest, `${digest}, algorithm=SHA-256`])).toBe(true);
    expect(authorization.header("PLAY", "rtsp://c/x")).toMatch(/^Digest .*uri="rtsp:\/\/c\/x".*algorithm=SHA-256/);
    expect(authorization.refused(['Digest realm="cam", nonce="n2", stale=true'])).toBe(true);
    expect(authorization.header("PLAY", "rtsp://c/x")).toContain('nonce="n2"');
    expect(authorization.header("PLAY", "rtsp://c/x")).not.toContain("p@ss");
    expect(authorization.refused(['Digest realm="cam", nonce="n3"'])).toBe(false);
  });

  test("cannot be said without a user, or in an unknown way", () => {
    expect(new Authorization({ username: "", password: "" }).refused([digest])).toBe(false);
    expect(new Authorization(login).refused(["Negotiate"])).toBe(false);
  });
});
