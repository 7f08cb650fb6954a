import fc from "fast-check";
import { expect, test } from "vitest";
import type { AudioUnit } from "../packets";
import { aacFormat, describeAac } from "./aac";
import { rtpBytes, rtpPacket } from "./rtp.fixture";
import { RtpPacket } from "./rtp-packet";
import type { SdpMedia } from "./sdp";
import { AacTrack } from "./tracks";

const media: SdpMedia = {
  ...{ kind: "audio", payloadType: 97, encoding: "MPEG4-GENERIC", rate: 16_000, channels: 1, control: "*" },
  parameters: new Map(Object.entries({ config: "1408", sizelength: "13", indexlength: "3", indexdeltalength: "3" })),
};

function watch() {
  const units: AudioUnit[] = [];
  const track = new AacTrack(media, aacFormat(media)!, (unit) => units.push(unit));
  const send = (sequence: number, time: number, payload: Buffer) =>
    track.receive(rtpPacket({ sequence, time, payloadType: 97 }, payload), 1_000);
  return { units, track, send };
}

const withSizes = (sizes: readonly number[], sound: Buffer): Buffer => {
  const head = Buffer.alloc(2 + sizes.length * 2);
  head.writeUInt16BE(sizes.length * 16);
  sizes.forEach((size, index) => {
    head.writeUInt16BE(size << 3, 2 + index * 2);
  });
  return Buffer.concat([head, sound]);
};

test.each([
  ["1408", { sampleRate: 16_000, channels: 1 }],
  ["1190", { sampleRate: 48_000, channels: 2 }],
  ["2b920800", { sampleRate: 22_050, channels: 2 }],
])("config %s", (config, format) => expect(describeAac(Buffer.from(config, "hex"))).toMatchObject(format));

test.each([[""], ["12"], ["0000"], ["f8e85000"], ["17800fa008"], ["16f8"], ["1400"]])(
  "config %j is not one",
  (config) => expect(describeAac(Buffer.from(config, "hex"))).toBeNull(),
);

test("one, several and pieces in a packet, each at its time", () => {
  const { units, send } = watch();
  send(1, 500, withSizes([3], Buffer.from("abc")));
  send(2, 500 + 1_024, withSizes([2, 4], Buffer.from("ddeeee")));
  send(3, 500 + 3 * 1_024, withSizes([6], Buffer.from("ffff")));
  send(4, 500 + 3 * 1_024, withSizes([6], Buffer.from("gg")));
  expect(units.map(({ data }) => String(data))).toEqual(["abc", "dd", "eeee", "ffffgg"]);
  expect(units.map(({ pts }) => pts - units[0]!.pts)).toEqual([0, 5_760, 11_520, 17_280]);
});

test("half a packet is no packet", () => {
  const { units, send } = watch();
  send(1, 0, withSizes([6], Buffer.from("ffff")));
  send(3, 1_024, withSizes([6], Buffer.from("gg")));
  send(4, 2_048, withSizes([3], Buffer.from("abc")));
  expect(units.map(({ data }) => String(data))).toEqual(["abc"]);
});

test("no bytes make it throw, and its times grow", () => {
  const payload = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .tuple(fc.array(fc.nat(20), { maxLength: 4 }), fc.uint8Array({ maxLength: 40 }))
      .map(([sizes, sound]) => Uint8Array.from(withSizes(sizes, Buffer.from(sound)))),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(payload, fc.nat(2 ** 32 - 1))), (said) => {
      const { units, track } = watch();
      const packet = new RtpPacket();
      for (const [index, [bytes, time]] of said.entries()) {
        const whole = rtpBytes({ sequence: index, time, payloadType: 97 }, Buffer.from(bytes));
        if (packet.read(whole, 0, whole.length)) track.receive(packet, index);
      }
      for (const [index, { pts }] of units.entries())
        expect(pts).toBeGreaterThan(units[index - 1]?.pts ?? Number.NEGATIVE_INFINITY);
    }),
  );
});
