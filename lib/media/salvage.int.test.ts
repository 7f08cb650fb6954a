import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { descendantsOf, isAlive } from "@/edge-worker/edge-process.fixture";
import { startMjpegCamera } from "@/test/fixtures/mjpeg-camera";
import { durationSeconds } from "@/test/video-file";
import { type Folder, finishIn, makeFolder, makeProxy, recordInto, resumeInto, wait } from "./media.fixture";
import { expectSound } from "./sound.fixture";

let folder: Folder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  for (const worker of workers.splice(0)) worker.kill("SIGKILL");
  folder.remove();
});
const workers: ChildProcess[] = [];

/** A worker in a process of its own that records until somebody kills it. */
async function startWorker(name: string) {
  const paths = [folder.file(`.${name}.mp4.part`), folder.file(`${name}.log`)];
  const child = spawn(process.execPath, [
    "--import",
    "tsx",
    "lib/media/recording-worker.fixture.ts",
    "test",
    "",
    ...paths,
  ]);
  workers.push(child);
  const [said] = await once(child.stdout, "data");
  return { child, startedAtMs: JSON.parse(String(said)).startedAtMs as number };
}

const commandOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, "utf8");
const kill = (pids: number[]) => {
  for (const pid of pids) process.kill(pid, "SIGKILL");
};

test("kill -9 of the worker, alone or with its writer: at most half a second is missing and nothing outlives it", async () => {
  const losses = await Promise.all(
    (["alone", "with its children"] as const).map(async (how, n) => {
      const { child, startedAtMs } = await startWorker(`w${n}`);
      await wait(3_300);
      const children = descendantsOf(child.pid!);
      expect(children.length).toBeGreaterThanOrEqual(1);
      const recordedSeconds = (Date.now() - startedAtMs) / 1_000;
      kill(how === "alone" ? [child.pid!] : [child.pid!, ...children]);
      await expect.poll(() => children.filter(isAlive), { timeout: 5_000 }).toEqual([]);
      const { durationSeconds: lasts } = await finishIn(folder, `w${n}`);
      await expectSound(folder.file(`w${n}.mp4`), recordedSeconds);
      return recordedSeconds - lasts;
    }),
  );
  for (const lost of losses) expect(lost).toBeLessThan(0.6);
});

test("an encoder that is killed is replaced, and its recording goes on in the same file", async () => {
  const camera = await startMjpegCamera();
  const proxy = makeProxy("mjpeg", camera.url);
  await proxy.waitForFrame(5_000);
  const recorder = await recordInto(proxy, folder, "killed");
  await wait(2_000);
  const makers = () => descendantsOf(process.pid).filter((pid) => commandOf(pid).includes("frag_duration"));
  const [first] = makers();
  kill([first!]);
  await expect.poll(() => makers().filter((pid) => pid !== first).length, { timeout: 5_000 }).toBe(1);
  await wait(2_000);
  const seconds = (Date.now() - recorder.startedAt.getTime()) / 1_000;
  await recorder.stop();
  expect(await recorder.ended).toEqual({ error: null });
  await Promise.all([proxy.stop(), camera.stop()]);
  await finishIn(folder, "killed");
  await expectSound(folder.file("killed.mp4"), seconds);
  expect(readFileSync(folder.file("killed.log"), "utf8")).toContain("is replaced");
});

test("a recording that broke off goes on in the same file, at its place on the timeline", async () => {
  const proxy = makeProxy("test", null);
  await proxy.waitForFrame(5_000);
  const first = await recordInto(proxy, folder, "resumed", 60);
  await wait(2_000);
  await first.suspend();
  const suspendedAt = Date.now();
  const torn = folder.file(".resumed.mp4.part");
  appendFileSync(torn, Buffer.from("\0\0\x02\0moof and then the power went"));
  await wait(1_500);
  const second = await resumeInto(proxy, folder, "resumed", first.startedAt, 60);
  await expect.poll(() => second.gaps()[0]?.to).not.toBeNull();
  await wait(2_000);
  const seconds = (Date.now() - first.startedAt.getTime()) / 1_000;
  const [gap] = second.gaps();
  expect(Math.abs(Date.parse(gap!.from) - suspendedAt)).toBeLessThan(300);
  expect(Date.parse(gap!.to!) - Date.parse(gap!.from)).toBeGreaterThan(1_400);
  await second.stop([{ startsAt: 2, title: "away" }]);
  await proxy.stop();
  await finishIn(folder, "resumed");
  await expectSound(folder.file("resumed.mp4"), seconds);
});

test("a part cut off anywhere is finished up to there; one without a picture is refused and kept", async () => {
  const proxy = makeProxy("test", null);
  await proxy.waitForFrame(5_000);
  const recorder = await recordInto(proxy, folder, "whole", 3);
  await wait(3_000);
  const whole = folder.file(".whole.mp4.part");
  // As a power cut leaves it: a recording that was stopped is plain already.
  const grown = folder.file("grown");
  copyFileSync(whole, grown);
  await recorder.stop();
  await proxy.stop();
  const { size } = statSync(grown);
  for (const share of [0.999, 0.83, 0.5, 0.37]) {
    copyFileSync(grown, folder.file(".cut.mp4.part"));
    truncateSync(folder.file(".cut.mp4.part"), Math.round(size * share));
    await finishIn(folder, "cut");
    await expectSound(folder.file("cut.mp4"), 3 * share, 1.2);
    for (const name of readdirSync(folder.dir).filter((one) => one.startsWith("cut"))) rmSync(folder.file(name));
  }
  for (const bytes of [0, 20, 700]) {
    copyFileSync(grown, folder.file(".none.mp4.part"));
    truncateSync(folder.file(".none.mp4.part"), bytes);
    await expect(finishIn(folder, "none")).rejects.toMatchObject({ code: "unprocessable" });
    expect(statSync(folder.file(".none.mp4.part")).size).toBe(bytes);
  }
  writeFileSync(folder.file(".junk.mp4.part"), "not a video at all".repeat(1_000));
  await expect(finishIn(folder, "junk")).rejects.toMatchObject({ code: "unprocessable" });
  await expect(finishIn(folder, "nothing")).rejects.toMatchObject({ code: "not_found" });
  expect(readdirSync(folder.dir).filter((name) => name.endsWith(".mp4") || name.endsWith(".finishing"))).toEqual([]);

  // Cut off while it was being finished, after it got its name, and once more.
  writeFileSync(`${whole}.finishing`, readFileSync(whole).subarray(0, 10_000));
  const first = await finishIn(folder, "whole");
  writeFileSync(whole, "left over");
  expect(await finishIn(folder, "whole")).toEqual(first);
  expect(existsSync(whole)).toBe(false);
  expect(await finishIn(folder, "whole")).toEqual(first);
  expect(await durationSeconds(folder.file("whole.mp4"))).toBeCloseTo(first.durationSeconds, 1);
});
