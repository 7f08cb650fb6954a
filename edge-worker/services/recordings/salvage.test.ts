import { existsSync, readdirSync } from "node:fs";
import { rm, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { memoryDatabase } from "../fakes.fixture";
import { request, SESSION, setUp } from "./rig.fixture";
import type { RecordingRow } from "./store";

let rig: ReturnType<typeof setUp>;
const folder = () => path.join(rig.mediaDir, "videos/1");
const part = () => path.join(folder(), `.${SESSION}.mp4.part`);
const isReady = () => vi.waitFor(() => expect(rig.store.get(SESSION)?.state).toBe("ready"));
afterEach(() => rig.cleanUp());

/** As after kill -9: what was on the disk is there, nothing else. */
async function killed(): Promise<void> {
  rig = setUp();
  await rig.recordings.start(request(rig.clock));
  const { db, outbox, mediaDir } = rig;
  // Its clock stands still for ever, so nothing of it moves.
  rig = setUp({ db, outbox, mediaDir });
}

test("a recording whose end has not come goes on in the same file, the pause among its gaps, until its end", async () => {
  await killed();
  const pause = {
    from: "2025-12-31T23:59:55.000Z",
    to: "2025-12-31T23:59:58.000Z",
    cause: "The device was restarted.",
  };
  rig.state.pauses = [pause];
  await rig.salvageActive();
  expect(rig.recordings.running()).toMatchObject([
    { sessionId: SESSION, state: "recording", gaps: [pause], error: null },
  ]);
  await rig.recordings.stop(SESSION);
  expect(rig.states()).toEqual(["recording", "recording", "finalizing", "ready"]);
  expect(rig.store.get(SESSION)).toMatchObject({ error: null, gaps: [pause], file: { duration_seconds: 1.5 } });
  expect(readdirSync(folder())).toEqual([`${SESSION}.mp4`]);
});

test.each([
  ["whose end has come", (row: RecordingRow) => ({ ...row, endsAt: row.startedAt })],
  ["that cannot go on", (row: RecordingRow) => row],
])("a recording %s is finished after the restart and told", async (_, change) => {
  await killed();
  rig.state.canResume = false;
  rig.store.update(change(rig.store.get(SESSION)!));
  await rig.salvageActive();
  await isReady();
  expect(rig.states()).toEqual(["recording", "finalizing", "ready"]);
  expect(rig.store.get(SESSION)).toMatchObject({ error: /device stopped/, file: { duration_seconds: 1.5 } });
  expect(readdirSync(folder())).toEqual([`${SESSION}.mp4`]);
});

test("one that was being finished is finished again", async () => {
  await killed();
  rig.store.update({ ...rig.store.get(SESSION)!, state: "finalizing", endedAt: "2026-01-01T00:00:09.000Z" });
  await rig.salvageActive();
  await isReady();
  expect(rig.store.get(SESSION)).toMatchObject({ endedAt: "2026-01-01T00:00:09.000Z", error: null });
});

test("a start that nobody was told of, and that wrote nothing, never was", async () => {
  await killed();
  rig.store.update({ ...rig.store.get(SESSION)!, state: "starting" });
  await writeFile(part(), "");
  await rig.salvageActive();
  expect(rig.store.get(SESSION)).toBeNull();
  expect(readdirSync(folder())).toEqual([]);
});

test("with the database lost, a part is finished from its label", async () => {
  await killed();
  const { outbox, mediaDir } = rig;
  rig = setUp({ db: memoryDatabase(), outbox, mediaDir });
  expect(await rig.salvageOrphans()).toEqual({ salvaged: 1, quarantined: 0 });
  await isReady();
  expect(rig.store.get(SESSION)).toMatchObject({ cameraId: 1, clubId: 1, startedAt: "2026-01-01T00:00:00.000Z" });
});

test("a part that belongs to nobody is set aside, but not while it is fresh", async () => {
  await killed();
  rig.store.remove(SESSION);
  await rm(path.join(folder(), `.${SESSION}.json`));
  await utimes(part(), rig.clock.now(), rig.clock.now());
  expect(await rig.salvageOrphans()).toEqual({ salvaged: 0, quarantined: 0 });
  expect(existsSync(part())).toBe(true);
  await rig.clock.advance(2 * 3_600_000);
  expect(await rig.salvageOrphans()).toEqual({ salvaged: 0, quarantined: 1 });
  expect(existsSync(part())).toBe(false);
  expect(readdirSync(path.join(rig.mediaDir, ".quarantine/1"))).toHaveLength(1);
});

test("another device's part in the same spool is not touched", async () => {
  await killed();
  rig.store.remove(SESSION);
  const label = { device_id: "pi-2", session_id: SESSION, camera_id: 1, started_at: "2026-01-01T00:00:00.000Z" };
  await writeFile(path.join(folder(), `.${SESSION}.json`), JSON.stringify({ ...label, ends_at: label.started_at }));
  expect(await rig.salvageOrphans()).toEqual({ salvaged: 0, quarantined: 0 });
  expect(existsSync(part())).toBe(true);
});
