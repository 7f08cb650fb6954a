import { expect, test } from "vitest";
import { createRedactor, explainFailure } from "./failure";

test.each([
  ["[rtsp @ 0x1] method DESCRIBE failed: 401 Unauthorized", "user and password", true],
  ["pipe:0: Server returned 404 Not Found", "nothing at this address", false],
  ["[tcp @ 0x1] Connection to tcp://10.0.0.9:554 failed: Connection refused", "refuses the connection", false],
  ["pipe:0: Connection timed out", "does not answer", false],
  [
    "Stream 0, codec mjpeg, is muxed as a private data stream and may not be recognized",
    "neither H.264 nor H.265",
    true,
  ],
  ["pipe:0: Invalid data found when processing input", "not with a video", false],
  ["something nobody has seen", "ended the stream", false],
])("%s", (line, words, isFinal) => {
  const failure = explainFailure(["Input #0, concat, from 'pipe:0':", line, "Conversion failed!"]);
  expect(failure.message).toContain(words);
  expect(failure.isFinal).toBe(isFinal);
});

test("hides the password in URLs, alone, encoded and in an Authorization header", () => {
  const redact = createRedactor({ username: "admin", password: "p@ss w:rd" });
  const basic = Buffer.from("admin:p@ss w:rd").toString("base64");
  const said = `rtsp://admin:p%40ss%20w%3Ard@10.0.0.9/x and p@ss w:rd and Authorization: Basic ${basic}`;
  const hidden = redact(said);
  for (const secret of ["p@ss w:rd", "p%40ss", basic]) expect(hidden).not.toContain(secret);
});
