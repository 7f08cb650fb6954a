import fc from "fast-check";
import { expect, test } from "vitest";
import { aacFormat } from "./aac";
import { parseSdp, sdpParameterSets, videoCodecOf } from "./sdp";

const CAMERA = [
  ...["v=0", "o=- 1 1 IN IP4 0.0.0.0", "s=x", "a=control:*", "t=0 0", "m=video 0 RTP/AVP 96", "a=control:trackID=1"],
  ...["a=rtpmap:96 h264/90000", "a=fmtp:96 packetization-mode=1; sprop-parameter-sets=Z0LAH9oBQBY=,aM48gA=="],
  ...["m=audio 0 RTP/AVP 97", "a=rtpmap:97 mpeg4-generic/44100/2", "a=control:rtsp://c/live/trackID=2"],
  ...["a=fmtp:97 streamtype=5;mode=AAC-hbr;config=1210;SizeLength=13;IndexLength=3;IndexDeltaLength=3"],
  ...["m=audio 0 RTP/AVP 8", "m=application 0 RTP/AVP 107", "a=rtpmap:107 vnd.onvif.metadata/90000", ""],
].join("\r\n");

test("a camera's description", () => {
  const { control, media } = parseSdp(CAMERA);
  expect(control).toBe("*");
  expect(media.map(({ kind, encoding, rate }) => [kind, encoding, rate])).toEqual([
    ["video", "H264", 90_000],
    ["audio", "MPEG4-GENERIC", 44_100],
    ["audio", "PCMA", 8_000],
    ["application", "VND.ONVIF.METADATA", 90_000],
  ]);
  expect(media[0]).toMatchObject({ control: "trackID=1", payloadType: 96 });
  expect(media[1]!.control).toBe("rtsp://c/live/trackID=2");
  expect(media.map(videoCodecOf)).toEqual(["h264", null, null, null]);
  expect(sdpParameterSets(media[0]!).map((set) => set[0])).toEqual([0x67, 0x68]);
  expect(media.map(aacFormat)).toMatchObject([null, { sampleRate: 44_100, channels: 2 }, null, null]);
});

test("any text is a description, of nothing at worst", () => {
  const line = fc.oneof(
    fc.string(),
    fc.constantFrom("m=video 0 RTP/AVP 96", "m=audio", "a=rtpmap:96 /", "a=fmtp:96 ;=;", "a=control:"),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const { media } = parseSdp(lines.join("\n"));
      expect(media.length).toBeLessThanOrEqual(16);
      for (const one of media) {
        expect(one.rate).toBeGreaterThan(0);
        expect([sdpParameterSets(one), aacFormat(one)]).toBeDefined();
      }
    }),
  );
});
