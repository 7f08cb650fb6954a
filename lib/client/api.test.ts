import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "./api";
import { routes } from "./routes";

const SESSION = "sess_1_1700000000000";
const answers: (Response | Error)[] = [];
const sent: { url: string; method: string; headers: Headers; body: unknown }[] = [];

beforeEach(() => {
  answers.length = 0;
  sent.length = 0;
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const body = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    sent.push({ url, method: init.method!, headers: new Headers(init.headers), body });
    const next = answers.shift();
    if (!next || next instanceof Error) throw next ?? new Error("nothing more to answer");
    return next;
  });
});
afterEach(() => vi.unstubAllGlobals());

const json = (status: number, body: unknown) => Response.json(body, { status });

test("fills the path, leaves empty query fields out, and answers what the route answers", async () => {
  answers.push(json(200, { success: true, session: { session_id: SESSION } }));
  const { session } = await api(routes.session, { params: { id: SESSION } });
  expect(session.session_id).toBe(SESSION);
  answers.push(json(200, { success: true, files: [], next_cursor: null }));
  await api(routes.fileList, { query: { limit: 24, cursor: undefined, kind: "recording", from: "" } });
  expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET /api/video/session/${SESSION}`,
    "GET /api/video/files/list?limit=24&kind=recording",
  ]);
  expect(sent[0]!.headers.has("content-type")).toBe(false);
});

test("sends JSON, with an Idempotency-Key where the route honours one", async () => {
  answers.push(json(201, { success: true, recording: { session_id: SESSION } }));
  await api(routes.recordStart, { body: { session_id: SESSION, duration_minutes: 30 } });
  expect(sent[0]).toMatchObject({ method: "POST", body: { session_id: SESSION, duration_minutes: 30 } });
  expect(sent[0]!.headers.get("content-type")).toBe("application/json");
  expect(sent[0]!.headers.get("idempotency-key")).toMatch(/^[0-9a-f]{32}$/);
});

test("a lost answer of an idempotent route is asked for once more, with the same key", async () => {
  answers.push(new TypeError("Failed to fetch"), json(201, { success: true, session: { session_id: SESSION } }));
  await api(routes.sessionCreate, { body: { terrain_id: 1 } });
  expect(sent).toHaveLength(2);
  expect(sent[0]!.headers.get("idempotency-key")).toBe(sent[1]!.headers.get("idempotency-key"));
});

describe("failures", () => {
  const stop = () => api(routes.recordStop, { body: { session_id: SESSION } });

  test("the envelope's code, message, details and request id", async () => {
    const details = { ends_at: "2026-01-01T10:00:00.000Z" };
    const error = { code: "conflict", message: "Already being recorded", details, request_id: "r1" };
    answers.push(json(409, { success: false, error }));
    await expect(stop()).rejects.toMatchObject({ code: "conflict", status: 409, details, requestId: "r1" });
  });

  test("no answer at all is `offline`, and is not sent twice", async () => {
    answers.push(new TypeError("Failed to fetch"));
    await expect(stop()).rejects.toMatchObject({ code: "offline", status: 0 });
    expect(sent).toHaveLength(1);
  });

  test.each([
    [502, "unavailable"],
    [504, "unavailable"],
    [500, "internal"],
    [200, "internal"],
  ])("a proxy's page with status %i is `%s`", async (status, code) => {
    answers.push(new Response("<html>", { status }));
    await expect(stop()).rejects.toMatchObject({ code, status });
  });

  test("a code outside of the closed set is `internal`", async () => {
    answers.push(json(418, { success: false, error: { code: "teapot", message: "?", request_id: "r" } }));
    await expect(stop()).rejects.toMatchObject({ code: "internal", status: 418 });
  });
});
