import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_FRAME_BYTES, PacketGuard } from "./packet-guard";

/** The bytes of one PUBLISH, written by hand after MQTT 3.1.1, 3.3. */
function publish(topic: string, payloadBytes: number): Buffer {
  const name = Buffer.from(topic);
  const body = Buffer.concat([
    Buffer.from([name.length >> 8, name.length & 0xff]),
    name,
    Buffer.alloc(payloadBytes, 7),
  ]);
  const length: number[] = [];
  for (let left = body.length; ; left = Math.floor(left / 128)) {
    length.push((left % 128) | (left >= 128 ? 0x80 : 0));
    if (left < 128) break;
  }
  return Buffer.concat([Buffer.from([0x30, ...length]), body]);
}

function feed(bytes: Buffer, chunkBytes: number): boolean {
  const guard = new PacketGuard();
  for (let i = 0; i < bytes.length; i += chunkBytes)
    if (!guard.accepts(bytes.subarray(i, i + chunkBytes))) return false;
  return true;
}

test("lets small packets and frames pass, however they are cut", () => {
  const bytes = Buffer.concat([
    publish("sensors/pi-1/button/pressed", 300),
    Buffer.from([0xc0, 0x00]),
    publish("preview/pi-1/7/full", 200_000),
    publish("devices/pi-1/report", 64 * 1024),
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70_000 }), (chunkBytes) => feed(bytes, chunkBytes)),
    { numRuns: 30 },
  );
});

test.each([
  ["a large message outside preview", publish("devices/pi-1/report", 70_000)],
  ["a frame past two megabytes", publish("preview/pi-1/7/full", MAX_FRAME_BYTES + 1_000)],
  ["a large packet that is no message", Buffer.from([0x82, 0xff, 0xff, 0x7f, 0, 0])],
  ["a length of five bytes", Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01])],
])("refuses %s from its first bytes", (_, bytes) => {
  expect(feed(bytes.subarray(0, 32), 1)).toBe(false);
  expect(feed(bytes.subarray(0, 32), 32)).toBe(false);
});
