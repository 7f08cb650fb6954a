import { once } from "node:events";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Frame } from "@/lib/contracts/preview";
import { mjpegResponse } from "./mjpeg";

const HEADER = /--vigie-frame\r\nContent-Type: image\/jpeg\r\nContent-Length: \d+\r\n\r\n/;
const soon = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 });

let camera: { send(frame: Frame): void; stopped: boolean };
let closing: AbortController;
let answers: ServerResponse[];
/** Pieces that took the long way. */
let streamed: number;
const server = createServer(async (_, answer) => {
  answers.push(answer);
  const gone = new AbortController();
  answer.on("close", () => gone.abort());
  const watch = (send: (frame: Frame) => void) => {
    camera = { send, stopped: false };
    return () => {
      camera.stopped = true;
    };
  };
  const signal = AbortSignal.any([gone.signal, closing.signal]);
  const { headers, body } = mjpegResponse(watch, { signal, fps: 100_000, answer });
  answer.setHeaders(headers);
  // As a framework brings a route's answer to its connection.
  for await (const chunk of Readable.fromWeb(body as never)) {
    streamed++;
    if (!answer.write(chunk)) await once(answer, "drain");
  }
  answer.end();
});

beforeEach(async () => {
  [closing, answers, streamed] = [new AbortController(), [], 0];
  if (!server.listening) await once(server.listen(0, "127.0.0.1"), "listening");
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const frame = (sequence: number, bytes = 50_000): Frame => ({
  ...{ capturedAtMs: 0, sequence, width: 2, height: 2 },
  jpeg: Buffer.alloc(bytes, sequence),
});

const portOf = () => (server.address() as AddressInfo).port;

/** Somebody who looks, and has had the first picture. */
async function view() {
  const request = get({ port: portOf(), agent: false });
  await soon(() => expect(answers).toHaveLength(1));
  camera.send(frame(1));
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const seen = { response, bytes: Buffer.alloc(0) };
  response.on("data", (chunk: Buffer) => {
    seen.bytes = Buffer.concat([seen.bytes, chunk]);
  });
  response.on("error", () => {});
  await soon(() => expect(picturesIn(seen.bytes)).toEqual([1]));
  return seen;
}

/** What each picture is made of, in the order in which they came whole. */
const picturesIn = (bytes: Buffer): number[] =>
  bytes
    .toString("latin1")
    .split(HEADER)
    .slice(1)
    .filter((part) => part.endsWith("\r\n"))
    .map((part) => part.charCodeAt(0));

test("every picture arrives whole and in its order, all but the first past the streams", async () => {
  const seen = await view();
  for (let sequence = 2; sequence <= 20; sequence++) {
    camera.send(frame(sequence));
    await soon(() => expect(picturesIn(seen.bytes)).toHaveLength(sequence));
  }
  expect(picturesIn(seen.bytes)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  expect(streamed).toBe(1);
});

test("a server that ends its streams ends the answer as HTTP asks for", async () => {
  const seen = await view();
  camera.send(frame(2));
  await soon(() => expect(picturesIn(seen.bytes)).toEqual([1, 2]));
  closing.abort();
  await once(seen.response, "end");
  expect(seen.response.complete).toBe(true);
  expect(picturesIn(seen.bytes)).toEqual([1, 2]);
});

test("a viewer that stalls holds one picture in its connection, and then gets the newest", async () => {
  const seen = await view();
  seen.response.pause();
  const big = 2_000_000;
  for (let sequence = 2; sequence <= 60; sequence++) {
    camera.send(frame(sequence, big));
    await new Promise(setImmediate);
    expect(answers[0]!.socket!.writableLength).toBeLessThan(big + 1_000);
  }
  seen.response.resume();
  await soon(() => expect(picturesIn(seen.bytes).at(-1)).toBe(60));
  const got = picturesIn(seen.bytes);
  expect(got).toEqual([...got].sort((a, b) => a - b));
  expect(got.length).toBeLessThan(60);
});

test("a client of HTTP/1.0 gets the parts themselves", async () => {
  const socket = connect(portOf(), "127.0.0.1", () => socket.write("GET / HTTP/1.0\r\n\r\n"));
  let bytes = Buffer.alloc(0);
  socket.on("data", (chunk) => {
    bytes = Buffer.concat([bytes, chunk]);
  });
  await soon(() => expect(answers).toHaveLength(1));
  for (const sequence of [1, 2, 3]) {
    camera.send(frame(sequence, 100));
    await soon(() => expect(bytes.toString("latin1").split(HEADER)).toHaveLength(sequence + 1));
  }
  const [, ...parts] = bytes.toString("latin1").split(HEADER);
  expect(parts).toEqual([1, 2, 3].map((sequence) => `${String.fromCharCode(sequence).repeat(100)}\r\n`));
  socket.destroy();
  await soon(() => expect(camera.stopped).toBe(true));
});
