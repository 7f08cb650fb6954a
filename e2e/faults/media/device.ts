import path from "node:path";
import { expect } from "vitest";
import { DEVICE, descendantsOf, type EdgeProcess, edgeRig } from "@/edge-worker/edge-process.fixture";
import { startBroker, startFakeWeb } from "@/edge-worker/fake-web.fixture";
import type { CameraConfig, CommandArgs, CommandName, RecordingReport } from "@/lib/contracts/mqtt";

const CLUB = 1;

export type FilmedCamera = Pick<CameraConfig, "id" | "source" | "url">;
export type Device = Awaited<ReturnType<typeof startDevice>>;

/** A real edge-worker that knows `cameras`, with a broker and a web of its own, which answers every report. */
export async function startDevice(cameras: FilmedCamera[], env: Record<string, string> = {}) {
  const broker = await startBroker();
  const web = await startFakeWeb(broker.port);
  const rig = await edgeRig(`mqtt://127.0.0.1:${broker.port}`, { ALLOWED_HOSTS: "*", LOG_LEVEL: "warn", ...env });
  const videos = path.join(rig.mediaDir, "videos", String(CLUB));
  let edge: EdgeProcess;
  let isWrapped = false;
  let sessions = Date.now();

  async function up(through: readonly string[] = []): Promise<void> {
    edge = rig.start(through);
    isWrapped = through.length > 0;
    const isUp = async () => {
      const answer = await fetch(`http://127.0.0.1:${rig.port}/health`).catch(() => null);
      return answer !== null && web.isOnline();
    };
    const ended = edge.exited.then(() => Promise.reject(new Error(`the edge-worker ended:\n${edge.log()}`)));
    await Promise.race([ended, expect.poll(isUp, { timeout: 20_000, interval: 50 }).toBe(true)]);
  }

  const command = <N extends CommandName>(name: N, args: CommandArgs<N>) => web.link.command(DEVICE, name, args);
  const last = (session: string): RecordingReport | undefined => web.recording(session).at(-1);
  const place = (camera: number, session: string) => ({ session_id: session, camera_id: camera, club_id: CLUB });
  /** The program itself, not the one that runs it. */
  const pid = () => (isWrapped ? descendantsOf(edge.pid)[0]! : edge.pid);

  async function finished(session: string): Promise<RecordingReport> {
    const state = () => last(session)?.state ?? edge.log();
    await expect.poll(state, { timeout: 30_000, interval: 100 }).toMatch(/^(ready|failed)$/);
    return last(session)!;
  }

  const knownAs = { club_id: CLUB, audio: false, sensors: false };
  const told = cameras.map((camera) => ({ ...knownAs, ...camera, name: `Court ${camera.id}` }));
  await up();
  await command("camera.set", { version: "1", cameras: told });

  return {
    ...{ web, up, command, last, place, finished, videos },
    log: () => edge.log(),
    fileOf: (session: string) => path.join(videos, `${session}.mp4`),
    partOf: (session: string) => path.join(videos, `.${session}.mp4.part`),
    newSession: (camera: number) => `sess_${camera}_${++sessions}`,
    /** Opens a session and records it for an hour. What the device said stands in the error. */
    async record(camera: number, session: string): Promise<void> {
      const ends_at = new Date(Date.now() + 3_600_000).toISOString();
      try {
        await command("session.open", place(camera, session));
        await command("record.start", { ...place(camera, session), ends_at });
      } catch (cause) {
        throw new Error(`camera ${camera} cannot be recorded: ${cause}\n${edge.log()}`, { cause });
      }
    },
    /** The last word on a recording that is stopped now: ready or failed. */
    async finish(session: string): Promise<RecordingReport> {
      await command("record.stop", { session_id: session });
      return finished(session);
    },
    /** Living processes it started, and theirs. */
    children: () => descendantsOf(pid()),
    /** kill -9 of the program alone; resolves when it is gone. */
    async kill(): Promise<void> {
      process.kill(pid(), "SIGKILL");
      await edge.exited;
    },
    async terminate(): Promise<number | null> {
      process.kill(pid(), "SIGTERM");
      return edge.exited;
    },
    async stop(): Promise<void> {
      await rig.cleanUp();
      await web.stop();
      await broker.stop();
    },
  };
}
