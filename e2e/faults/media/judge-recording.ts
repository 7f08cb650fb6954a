import { expect } from "vitest";
import type { RecordingReport } from "@/lib/contracts/mqtt";
import { figure } from "../figures";
import { type Film, type Hole, judgeFilm } from "./counter-film";
import type { Device } from "./device";
import { type Blow, expectKept, expectOneFilm, holesBetween, judgeHoles, type Losses } from "./promises";

export type Finished = { file: string; report: RecordingReport; film: Film; losses: Losses };
export type Judging = { epochMs: number; blows: readonly Blow[]; step?: number; stoppedMs?: number };

/** Stops a recording that was to go on until now (`stoppedMs`, if it was stopped before), and holds its one file against what was done to it. */
export async function finishAndJudge(device: Device, session: string, judging: Judging): Promise<Finished> {
  const file = device.fileOf(session);
  const stoppedMs = judging.stoppedMs ?? Date.now();
  const report = await device.finish(session);
  expectKept(file, report);
  expect.soft(report.error, file).toBeNull();
  const film = await judgeFilm(file, judging.epochMs, judging.step);
  await expectOneFilm(file, film);
  const holes = holesBetween(film, Date.parse(report.started_at), stoppedMs);
  return { file, report, film, losses: judgeHoles(holes, judging.blows, report.gaps) };
}

export type Limits = { before: number; after: number };

/** Puts the worst of what these recordings lost into the table, and expects the limits (seconds) to be kept. */
export function expectLosses(scenario: string, done: readonly Finished[], limits: Limits): void {
  const worst = (key: "before" | "after") => Math.max(...done.map(({ losses }) => losses[key]));
  const unexplained = done.flatMap(({ losses }) => losses.unexplained);
  const unlisted = done.flatMap(({ losses }) => losses.unlisted);
  const broken = done.reduce((sum, { film }) => sum + film.broken, 0);
  const drift = Math.max(...done.map(({ film }) => Math.abs(film.driftSeconds)));
  figure(scenario, "recordings, each one MP4", done.length);
  figure(scenario, "seconds lost before it, at worst", worst("before"), `≤ ${limits.before.toFixed(2)}`);
  figure(scenario, "seconds after it until a picture came, at worst", worst("after"), `≤ ${limits.after.toFixed(2)}`);
  figure(scenario, "holes that nothing explains", unexplained.length, "0");
  figure(scenario, "holes that are not listed", unlisted.length, "0");
  figure(scenario, "pictures that are broken", broken, "0");
  figure(scenario, "seconds beside the clock on the wall, at worst", drift, "≤ 1.00");
  expect.soft(worst("before"), `${scenario}: seconds lost before`).toBeLessThanOrEqual(limits.before);
  expect.soft(worst("after"), `${scenario}: seconds until a picture came`).toBeLessThanOrEqual(limits.after);
  expect.soft(unexplained.map(toTimes), `${scenario}: holes that nothing explains`).toEqual([]);
  for (const { file, report, losses } of done)
    expect.soft(losses.unlisted.map(toTimes), `${file} lists only ${JSON.stringify(report.gaps)}`).toEqual([]);
  expect.soft(broken, `${scenario}: broken pictures`).toBe(0);
}

const toTimes = ({ fromMs, toMs }: Hole) => [fromMs, toMs].map((ms) => new Date(ms).toISOString());

/** What was finished before is still there, byte for byte. */
export function expectStillThere(scenario: string, done: readonly Finished[]): void {
  for (const { file, report } of done) expectKept(file, report);
  figure(scenario, "finished files lost", 0, "0");
}
