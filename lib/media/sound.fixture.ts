import { expect } from "vitest";
import { decodeMessages, durationSeconds, topBoxes } from "@/test/video-file";

/** Decodes without a word, lasts as long as it should, its index in front, no fragments left. */
export async function expectSound(file: string, seconds: number, within = 1): Promise<void> {
  expect(await decodeMessages(file)).toBe("");
  const lasts = await durationSeconds(file);
  expect(Math.abs(lasts - seconds), `${file} lasts ${lasts} s, not ${seconds}`).toBeLessThan(within);
  const boxes = await topBoxes(file);
  expect(boxes).not.toContain("moof");
  expect(boxes.indexOf("moov")).toBeLessThan(boxes.indexOf("mdat"));
}
