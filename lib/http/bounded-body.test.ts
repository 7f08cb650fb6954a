import { expect, test, vi } from "vitest";
import { MAX_BODY_BYTES, readBoundedBody } from "./bounded-body";

const request = (body: ReadableStream<Uint8Array> | string, headers: Record<string, string> = {}) =>
  new Request("http://vigie.test/", { method: "POST", body, headers, duplex: "half" } as RequestInit);

test("a body is read whole", async () => {
  expect((await readBoundedBody(request("{}"))).toString()).toBe("{}");
  expect((await readBoundedBody(new Request("http://vigie.test/", { method: "POST" }))).length).toBe(0);
});

test("one that is said to be too large is not begun", async () => {
  const pull = vi.fn();
  const body = new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 });
  const asked = readBoundedBody(request(body, { "content-length": String(MAX_BODY_BYTES + 1) }));
  await expect(asked).rejects.toMatchObject({ code: "too_large" });
  expect(pull).not.toHaveBeenCalled();
});

test("one that never ends is given up, and its sender told so", async () => {
  const cancel = vi.fn();
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => controller.enqueue(new Uint8Array(30_000));
  await expect(readBoundedBody(request(new ReadableStream({ pull, cancel })))).rejects.toMatchObject({
    code: "too_large",
  });
  expect(cancel).toHaveBeenCalled();
});

test("one that dribbles is given up in time", async () => {
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined), cancel });
  await expect(readBoundedBody(request(body), { withinMs: 30 })).rejects.toMatchObject({ code: "bad_request" });
  expect(cancel).toHaveBeenCalled();
});
