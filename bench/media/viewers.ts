import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { issueToken } from "@/lib/auth/tokens";
import { createDb } from "@/lib/db/client";
import { until } from "@/scripts/demo/until";
import { makeJpegs } from "@/test/fixtures/make-pictures";
import { freePort } from "@/test/free-port";
import { watchMjpeg } from "@/test/mjpeg-viewer";
import { cpuSecondsOf } from "../cpu";
import type { Row } from "../row";
import { median } from "../statistics";
import type { World } from "../world";
import type { Bench } from "./bench";
import { closeCameras, openCameras } from "./many-cameras";
import { streamWithMotion } from "./motion";
import { gatherViewers } from "./viewer-crowd";

const STEPS = { whole: [1, 30, 100, 300, 1_000], quick: [1, 20] };
const FPS = 15;
const SIZE = { width: 1280, height: 720 };
const SETTLE_MS = 3_000;
/** A server that sends each viewer less than this share of the camera's pictures is asked for no more viewers. */
const SERVED = 0.5;
/** So many come first and are not counted: a program that has just begun is still being compiled. */
const FIRST_VIEWERS = 100;
const FIRST_SECONDS = 5;
/** Adding viewers costs less than this is worth: then the figure is noise. */
const LEAST_PERCENT = 0.5;

/** `logins`: the viewers show these in turn. */
type Place = { name: string; url: string; logins: readonly Login[]; pid: number };
type Login = Record<string, string>;
type Step = { viewers: number; fps: number; slowest: number; percent: number };
type Seen = { name: string; steps: Step[]; perCore: number };

/**
 * One MJPEG camera (720p15) looked at by more and more: through the real route, with one login and with a login each,
 * through motion, and at the camera itself, a Node server that shares one buffer and does nothing else.
 */
export async function measureViewers({ seconds, hasMotion, isQuick, world: start }: Bench): Promise<Row[]> {
  const world = await start();
  const camera = await startCamera(world);
  const ends: (() => Promise<unknown>)[] = [camera.stop];
  try {
    const cameras = await openCameras(world, camera.url, 1, "mjpeg");
    ends.unshift(() => closeCameras(world, cameras));
    const { preview_url } = await world.admin.readSession(cameras[0]!.sessionId);
    const steps = STEPS[isQuick ? "quick" : "whole"];
    const web = { url: `${world.admin.url}${preview_url}?fps=${FPS}&profile=full`, pid: world.pidOf("web") };
    const places: Place[] = [
      { name: "web", ...web, logins: [{ ...world.admin.authorization } as Login] },
      { name: "web, a login each", ...web, logins: await loginsOf(world, Math.max(...steps)) },
      { name: "a plain Node fan-out", url: camera.url, logins: [{}], pid: camera.pid },
    ];
    if (hasMotion) {
      const motion = await streamWithMotion(
        camera.url,
        { ...SIZE, fps: FPS },
        path.join(world.stack.dir, "motion-live"),
      );
      ends.unshift(motion.stop);
      await until("motion shows the camera", 30_000, async () => (await watchMjpeg(motion.url, {})).leave());
      places.push({ name: "motion", url: motion.url, logins: [{}], pid: motion.pid });
    }
    const seen: Seen[] = [];
    for (const place of places) seen.push(await fill(place, steps, seconds));
    return toRows(seen);
  } finally {
    for (const end of ends) await end();
  }
}

/** So many people of the demo's club, each with a token. */
async function loginsOf({ stack }: World, count: number): Promise<Login[]> {
  const db = createDb(stack.databaseUrl);
  try {
    const people = Array.from({ length: count }, (_, n) => ({ email: `viewer-${n}@bench.test`, name: `Viewer ${n}` }));
    const data = people.map((one) => ({ ...one, role: "STAFF" as const, clubId: 1, passwordHash: "-" }));
    const users = await db.user.createManyAndReturn({ data });
    const [name, now] = ["bench", new Date()];
    const issued = users.map((user) => issueToken(db, { user, name, now, expiresAt: null }));
    return (await Promise.all(issued)).map((token) => ({ Authorization: `Bearer ${token}` }));
  } finally {
    await db.$disconnect();
  }
}

/** More and more viewers, until not all of them are served. */
async function fill(place: Place, counts: readonly number[], seconds: number): Promise<Seen> {
  const steps: Step[] = [];
  await measureStep(place, Math.min(FIRST_VIEWERS, counts.at(-1)!), FIRST_SECONDS);
  for (const viewers of counts) {
    const step = await measureStep(place, viewers, seconds);
    console.log(JSON.stringify({ at: place.name, ...step }));
    steps.push(step);
    if (step.fps < FPS * SERVED) break;
  }
  return { name: place.name, steps, perCore: viewersPerCore(steps) };
}

async function measureStep({ url, logins, pid }: Place, viewers: number, seconds: number): Promise<Step> {
  const crowd = await gatherViewers(url, logins, viewers);
  try {
    await delay(SETTLE_MS);
    const before = { frames: await crowd.frames(), cpu: cpuSecondsOf(pid), at: performance.now() };
    await delay(seconds * 1_000);
    const [cpu, tookMs] = [cpuSecondsOf(pid) - before.cpu, performance.now() - before.at];
    const fps = (await crowd.frames()).map((frames, n) => ((frames - before.frames[n]!) * 1_000) / tookMs);
    return { viewers, fps: median(fps), slowest: Math.min(...fps), percent: (cpu * 100_000) / tookMs };
  } finally {
    crowd.leave();
  }
}

/**
 * What the viewers beyond the first ones cost: getting the picture, decoding and encoding are there for one as for all. A
 * viewer who got half of the pictures is half a viewer.
 */
function viewersPerCore(steps: readonly Step[]): number {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return Number.NaN;
  const percent = last.percent - first.percent;
  const served = ({ viewers, fps }: Step) => (viewers * fps) / FPS;
  return percent < LEAST_PERCENT ? Number.NaN : ((served(last) - served(first)) * 100) / percent;
}

function toRows(seen: readonly Seen[]): Row[] {
  const isOurs = ({ name }: Seen) => name.startsWith("web");
  const peers = seen.filter((one) => !isOurs(one));
  const perCore = seen.filter(isOurs).flatMap((ours) =>
    peers.map(({ name, perCore }) => ({
      ...{ what: `MJPEG viewers (720p${FPS}) per core of ${ours.name}`, value: ours.perCore, unit: "" },
      peer: { name, value: perCore },
      ...(name === "motion" && { aim: { least: Math.round(perCore * 10) } }),
    })),
  );
  const each = seen.flatMap(({ name, steps }) =>
    steps.map(({ viewers, fps, slowest, percent }) => ({
      ...{ what: `${viewers} viewers, ${name}: CPU`, value: percent, unit: "% of a core" },
      seen: `${fps.toFixed(1)} pictures/s each, slowest ${slowest.toFixed(1)}`,
    })),
  );
  return [...perCore, ...each];
}

async function startCamera({ stack }: World) {
  const [port, film] = [await freePort(), path.join(stack.dir, "viewers.mjpeg")];
  writeFileSync(film, Buffer.concat(await makeJpegs(FPS * 4, SIZE)));
  const args = ["--import", "tsx", "scripts/demo/camera-server.ts", String(port), String(FPS), film];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout!, "data");
  const stop = async () => {
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  };
  return { url: `http://127.0.0.1:${port}/stream.mjpeg`, pid: child.pid!, stop };
}
