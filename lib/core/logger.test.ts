import { expect, test } from "vitest";
import { redactUrls } from "./logger";

test.each([
  ["rtsp://user:pass@10.0.0.9:554/s", "rtsp://***@10.0.0.9:554/s"],
  ["error on 'http://u:p@ss/w@cam/x' now", "error on 'http://***@cam/x' now"],
  ["two rtsp://a:b@h/1 and rtsps://c:d@h/2", "two rtsp://***@h/1 and rtsps://***@h/2"],
  ["rtsp://10.0.0.9/plain", "rtsp://10.0.0.9/plain"],
  ["mail a@b.fr", "mail a@b.fr"],
])("%s", (text, expected) => {
  expect(redactUrls(text)).toBe(expected);
});
