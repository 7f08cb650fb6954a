import { afterAll, describe, expect, test } from "vitest";
import { runProcess } from "@/lib/process/node-process-runner";
import { describeAt, fine, startScriptedRtsp } from "../hostile-cameras.fixture";
import { policy, silent } from "../media.fixture";
import type { VideoUnit } from "../packets";
import { openRtsp } from "./open-rtsp";
import { H264_KEY, H264_SETS, interleaved, rtpBytes } from "./rtp.fixture";

// What real servers do not do on demand, by a script.

const cleanUps: (() => unknown)[] = [];
afterAll(async () => {
  await Promise.all(cleanUps.map((cleanUp) => cleanUp()));
});
async function film(answers: Parameters<typeof startScriptedRtsp>[0], login = "") {
  const camera = await startScriptedRtsp({ DESCRIBE: describeAt("track1"), SETUP: setUp(), ...answers });
  const stop = new AbortController();
  cleanUps.push(() => stop.abort(), camera.stop);
  const url = `rtsp://${login}127.0.0.1:${camera.port}/live`;
  const config = { id: 1, club_id: 1, name: "Court", source: "rtsp" as const, url, audio: false, sensors: false };
  const units: VideoUnit[] = [];
  const ended = openRtsp({ camera: config, ffmpegPath: "ffmpeg", policy, run: runProcess, log: silent })({
    stop: stop.signal,
    onConnected: () => {},
    onBytes: () => {},
    onUnit: (unit) => void (unit.kind === "video" && units.push(unit)),
  });
  ended.catch(() => {});
  return { asked: camera.asked, units, ended };
}
const setUp =
  (channels = "0-1", timeout = 60) =>
  (cseq: string) =>
    fine(cseq, `Session: 77;timeout=${timeout}\r\nTransport: RTP/AVP/TCP;unicast;interleaved=${channels}\r\n`);
const refuse = (cseq: string, challenge: string) =>
  `RTSP/1.0 401 Unauthorized\r\nCSeq: ${cseq}\r\nWWW-Authenticate: ${challenge}\r\n\r\n`;
const picture = (sequence: number, channel = 0) =>
  [...H264_SETS, H264_KEY]
    .map((unit, index) =>
      interleaved(channel, rtpBytes({ sequence: sequence + index, time: sequence * 3_600, isLast: index === 2 }, unit)),
    )
    .map((bytes) => bytes.toString("latin1"))
    .join("");

test.concurrent("packets around an answer, on the channel the camera chose", async ({ expect }) => {
  const { units } = await film({
    SETUP: setUp("8-9"),
    PLAY: (cseq) => picture(0, 8) + fine(cseq) + picture(3, 8) + picture(6, 0),
  });
  await expect.poll(() => units.length).toBe(2);
});

test.concurrent("it is asked again in time, and goes on when that is refused", async ({ expect }) => {
  let again = 0;
  const { asked, units } = await film({
    SETUP: setUp("0-1", 2),
    GET_PARAMETER: (cseq) => {
      again += 3;
      return `RTSP/1.0 501 Not Implemented\r\nCSeq: ${cseq}\r\n\r\n${picture(again)}`;
    },
  });
  await expect.poll(() => asked.filter((method) => method === "OPTIONS").length, { timeout: 8_000 }).toBe(2);
  expect(asked).toContain("GET_PARAMETER");
  expect(units.length).toBe(1);
});

test.concurrent("a nonce that is too old is no wrong password; one that always is, is", async ({ expect }) => {
  const challenge = (nonce: number, stale = "") => `Digest realm="x", nonce="n${nonce}"${stale}`;
  let nonce = 0;
  const once = await film(
    {
      OPTIONS: (cseq, request) => (request.includes('"n1"') ? fine(cseq) : refuse(cseq, challenge(1))),
      DESCRIBE: (cseq, request) =>
        request.includes('"n2"') ? describeAt("track1")(cseq) : refuse(cseq, challenge(2, ", stale=TRUE")),
      PLAY: (cseq) => fine(cseq) + picture(0),
    },
    "admin:right@",
  );
  await expect.poll(() => once.units.length).toBe(1);
  const always = await film({ OPTIONS: (cseq) => refuse(cseq, challenge(nonce++, ", stale=true")) }, "admin:right@");
  await expect(always.ended).rejects.toMatchObject({ reason: "wrong_login", isFinal: true });
  expect(always.asked.length).toBeLessThan(5);
});

describe("is over, with its cause", () => {
  test.concurrent.for([
    [
      "a redirect while it plays",
      { PLAY: (c) => `${fine(c)}REDIRECT rtsp://x/ RTSP/1.0\r\nCSeq: 1\r\n\r\n` },
      "redirected",
    ],
    [
      "a redirect",
      { DESCRIBE: (c) => `RTSP/1.0 302 Moved\r\nCSeq: ${c}\r\nLocation: rtsp://x/\r\n\r\n` },
      "redirected",
    ],
    ["forbidden", { DESCRIBE: (c) => `RTSP/1.0 403 Forbidden\r\nCSeq: ${c}\r\n\r\n` }, "forbidden_user"],
    ["an error", { SETUP: (c) => `RTSP/1.0 500 Oops\r\nCSeq: ${c}\r\n\r\n` }, "camera_error"],
    ["UDP only", { SETUP: (c) => `RTSP/1.0 461 Unsupported Transport\r\nCSeq: ${c}\r\n\r\n` }, "camera_error"],
    ["sound only", { DESCRIBE: (c) => `${fine(c, "Content-Length: 24\r\n")}v=0\r\nm=audio 0 RTP/AVP 8` }, "no_picture"],
    ["nonsense while it plays", { PLAY: (c) => `${fine(c)}\u0000\u0001nonsense` }, "no_video"],
    ["a goodbye", { PLAY: (c) => `${fine(c)}TEARDOWN rtsp://x/ RTSP/1.0\r\nCSeq: 9\r\n\r\n` }, "ended"],
  ] satisfies [string, Parameters<typeof startScriptedRtsp>[0], string][])(
    "%s",
    async ([, answers, reason], { expect }) => {
      const { ended } = await film(answers);
      await expect(ended).rejects.toMatchObject({ reason });
    },
  );
});

test("a secret is in no failure", async () => {
  const { ended } = await film({ OPTIONS: (cseq) => refuse(cseq, "Basic") }, "admin:s3cret-word@");
  const failure: unknown = await ended.catch((error: unknown) => error);
  expect(
    JSON.stringify([String(failure), failure instanceof Error ? [failure.stack, failure.cause] : failure]),
  ).not.toContain("s3cret");
});
