import fc from "fast-check";
import { expect, test } from "vitest";
import { AdtsReader } from "./adts";

/** AAC LC, 8 kHz, mono. */
function frame(sound: Buffer): Buffer {
  const length = sound.length + 7;
  const head = [0xff, 0xf1, 0x6c, 0x40 | (length >> 11), (length >> 3) & 0xff, ((length & 7) << 5) | 0x1f, 0xfc];
  return Buffer.concat([Buffer.from(head), sound]);
}

test("packets come out whole, however the reads cut them", () => {
  const sounds = ["first", "second sound", "third"].map((text) => Buffer.from(text));
  const bytes = Buffer.concat(sounds.map(frame));
  for (const size of [1, 2, 7, 8, 100]) {
    const heard: Buffer[] = [];
    const reader = new AdtsReader((format, data) => {
      expect(format).toMatchObject({ sampleRate: 8_000, channels: 1, config: Buffer.from("1588", "hex") });
      heard.push(data);
    });
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
    expect(heard).toEqual(sounds);
  }
});

test("no bytes make it throw", () => {
  const piece = fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.constant(Uint8Array.from([0xff, 0xf1, 0x6c, 0x40, 2])));
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const reader = new AdtsReader(() => {});
      for (const bytes of pieces) reader.push(Buffer.from(bytes));
    }),
  );
});
