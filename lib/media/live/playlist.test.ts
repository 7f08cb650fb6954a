import { expect, test } from "vitest";
import { PartMaker } from "./parts.fixture";
import { writePlaylist } from "./playlist";
import { LiveStore } from "./store";

function setUp() {
  const store = new LiveStore();
  const device = new PartMaker((part) => store.add(part, part.capturedAtMs + (part.durationTicks * 1_000) / 90_000));
  return { store, device, text: () => writePlaylist(store, "hls/") };
}

test("a playlist of two segments, the second still growing", () => {
  const { device, text } = setUp();
  device.segmentOf(2);
  device.begin();
  device.part(0.4);
  expect(text()).toBe(`#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:1
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.65
#EXT-X-PART-INF:PART-TARGET=0.55
#EXT-X-MEDIA-SEQUENCE:100
#EXT-X-DISCONTINUITY-SEQUENCE:0
#EXT-X-MAP:URI="hls/init-1.mp4"
#EXT-X-PROGRAM-DATE-TIME:2020-09-13T12:26:40.000Z
#EXT-X-PART:DURATION=0.50000,URI="hls/100.0.m4s",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.50000,URI="hls/100.1.m4s"
#EXTINF:1.00000,
hls/100.m4s
#EXT-X-PROGRAM-DATE-TIME:2020-09-13T12:26:41.000Z
#EXT-X-PART:DURATION=0.40000,URI="hls/101.0.m4s",INDEPENDENT=YES
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="hls/101.1.m4s"
`);
});

test("a new stretch says so, brings its own header, and is counted when it left", () => {
  const { device, text } = setUp();
  device.segmentOf(2);
  device.segmentOf(2, true);
  device.segmentOf(1);
  const lines = text().split("\n");
  const at = lines.indexOf("#EXT-X-DISCONTINUITY");
  expect(lines[at + 1]).toBe('#EXT-X-MAP:URI="hls/init-2.mp4"');
  expect(lines.filter((line) => line.startsWith("#EXT-X-MAP"))).toHaveLength(2);
  for (let n = 0; n < 20; n++) device.segmentOf(2);
  expect(text()).toContain("#EXT-X-DISCONTINUITY-SEQUENCE:1\n");
  expect(text()).not.toContain("#EXT-X-DISCONTINUITY\n");
});

test("no segment is longer than the target, and older ones are told of without their parts", () => {
  const { store, device, text } = setUp();
  for (const parts of [2, 6, 2, 2, 2, 2, 2, 2, 2, 2]) device.segmentOf(parts);
  expect(text()).toContain("#EXT-X-TARGETDURATION:3\n");
  const parts = text().match(/EXT-X-PART:/g)!.length;
  expect(parts).toBe(16);
  expect(text().match(/EXTINF/g)).toHaveLength(store.segments.length - 1);
});

test("parts of a camera with one picture a second are as long as they are", () => {
  const { device, text } = setUp();
  device.begin();
  for (let n = 0; n < 4; n++) device.part(1.003);
  device.segmentOf(1);
  expect(text()).toContain("#EXT-X-PART-INF:PART-TARGET=1.01\n");
  expect(text()).toContain("PART-HOLD-BACK=3.03\n");
});

test("times are ours, whatever the device's clock says", () => {
  const store = new LiveStore();
  const device = new PartMaker((part) => store.add(part, Date.UTC(2026, 6, 1, 12) + part.sequence * 500));
  device.segmentOf(2);
  device.segmentOf(1);
  expect(writePlaylist(store, "")).toMatch(/DATE-TIME:2026-07-01T1[12]:/);
});
