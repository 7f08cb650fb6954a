import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { RecordingReport } from "@/lib/contracts/mqtt";
import type { Gap } from "@/lib/contracts/recordings";
import { topBoxes } from "@/test/video-file";
import type { Film, Hole } from "./counter-film";

/** From the moment a picture says it was taken until its bytes reach the program: encoder, network, buffers. */
const ON_ITS_WAY_SECONDS = 0.2;
/** How long a hole may be without being listed, and what each end of a listed gap may differ from it. */
const UNLISTED_MS = 1_000;
const LISTED_WITHIN_MS = 500;
/** What encoders and buffers may still hold when a recording is stopped, or leave out when it begins. */
const ENDS_WITHIN_MS = 1_000;

/** Something that was done to a recording, and when it was over: one moment for a kill. */
export type Blow = { fromMs: number; toMs: number };

export type Losses = {
  /** Pictures before a blow that are not in the film. */
  before: number;
  /** From the end of a blow to the next picture. */
  after: number;
  /** Holes that no blow explains, and holes that are not listed. */
  unexplained: Hole[];
  unlisted: Hole[];
};

/** Compares what is missing with what was done. Seconds; the worst of each. */
export function judgeHoles(holes: readonly Hole[], blows: readonly Blow[], gaps: readonly Gap[]): Losses {
  const losses: Losses = { before: 0, after: 0, unexplained: [], unlisted: [] };
  for (const hole of holes) {
    const inside = blows.filter(({ fromMs, toMs }) => fromMs < hole.toMs + 200 && toMs > hole.fromMs - 200);
    if (inside.length === 0) losses.unexplained.push(hole);
    else {
      const [first, last] = [Math.min(...inside.map((b) => b.fromMs)), Math.max(...inside.map((b) => b.toMs))];
      losses.before = Math.max(losses.before, (first - hole.fromMs) / 1_000 - ON_ITS_WAY_SECONDS);
      losses.after = Math.max(losses.after, (hole.toMs - last) / 1_000);
    }
    if (hole.toMs - hole.fromMs > UNLISTED_MS && !isListed(hole, gaps)) losses.unlisted.push(hole);
  }
  return losses;
}

/** Listed as one gap, or as several that follow each other. */
function isListed({ fromMs, toMs }: Hole, gaps: readonly Gap[]): boolean {
  let reachedMs = fromMs + LISTED_WITHIN_MS;
  for (const { from, to } of gaps.toSorted((one, other) => Date.parse(one.from) - Date.parse(other.from)))
    if (Date.parse(from) <= reachedMs)
      reachedMs = Math.max(reachedMs, to === null ? Number.POSITIVE_INFINITY : Date.parse(to));
  return reachedMs >= toMs - LISTED_WITHIN_MS;
}

/** The holes of a film from when it was told to have begun to when it was stopped, at both ends too. */
export function holesBetween(film: Film, startedMs: number, stoppedMs: number): Hole[] {
  const ends = [
    { fromMs: startedMs, toMs: film.firstMs },
    { fromMs: film.lastMs, toMs: stoppedMs },
  ];
  return [...film.holes, ...ends.filter(({ fromMs, toMs }) => toMs - fromMs > ENDS_WITHIN_MS)];
}

/** One plain MP4 with its index in front, its pictures in order and where the clock wants them. */
export async function expectOneFilm(file: string, film: Film): Promise<void> {
  const boxes = await topBoxes(file);
  expect(boxes, file).not.toContain("moof");
  expect(boxes.indexOf("moov"), file).toBeLessThan(boxes.indexOf("mdat"));
  const lasted = (film.lastMs - film.firstMs) / 1_000;
  expect.soft(film.backwards, `pictures that go back in ${file}`).toBe(0);
  const jumps = film.jumps.map(({ atSeconds, bySeconds }) => `${bySeconds.toFixed(2)} at ${atSeconds.toFixed(1)} s`);
  expect.soft(Math.abs(film.driftSeconds), `seconds beside the clock: ${jumps}, ${file}`).toBeLessThanOrEqual(1);
  expect.soft(Math.abs(film.seconds - lasted), `seconds too long or short: ${file}`).toBeLessThanOrEqual(1);
}

/** The finished file is there, whole, and what was told of it. */
export function expectKept(file: string, { state, file: told, error }: RecordingReport): void {
  expect(state, error ?? file).toBe("ready");
  const bytes = readFileSync(file);
  expect(bytes.length, file).toBe(told?.bytes);
  expect(createHash("sha256").update(bytes).digest("hex"), file).toBe(told?.sha256);
}
