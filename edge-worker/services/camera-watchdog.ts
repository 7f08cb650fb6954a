import type { Clock } from "@/lib/core/clock";
import { CameraWatch } from "./camera-watch";
import type { Cameras, ServedCamera } from "./cameras";
import type { Events } from "./events";

type Watched = Pick<ServedCamera, "config" | "proxy">;
export type CameraWatchdogOptions = {
  cameras: Pick<Cameras, "onChange"> & { all(): readonly Watched[] };
  /** Which session records a camera now. */
  recordingOf(cameraId: number): string | null;
  events: Events;
  clock: Clock;
};

/** Tells by events when a camera that somebody needs is lost, why, and when it is back. Answers how to end it. */
export function watchCameras({ cameras, recordingOf, events, clock }: CameraWatchdogOptions): () => void {
  const watches = new Map<number, CameraWatch>();
  const timers = new Map<number, NodeJS.Timeout>();

  function look(camera: Watched): void {
    const { id } = camera.config;
    const watch = watches.get(id) ?? new CameraWatch();
    watches.set(id, watch);
    clearTimeout(timers.get(id));
    const nowMs = clock.monotonicMs();
    const report = camera.proxy.report();
    const session = recordingOf(id);
    const about = session === null ? {} : { session_id: session };
    const seen = watch.see(report.state, session !== null, nowMs, nowMs - (report.frame_age_ms ?? 0));
    if (seen.tell === "lost") {
      const cause = { cause: report.cause ?? "silent", message: report.error };
      const at = new Date(clock.now().getTime() - (nowMs - seen.sinceMs));
      const data = { ...cause, lines: camera.proxy.lastLines(), ...about };
      events.add({ type: "camera.lost", cameraId: id, at, data });
    } else if (seen.tell === "back") {
      const data = { lost_ms: Math.round(seen.lostMs), flickers: seen.flickers, ...about };
      events.add({ type: "camera.back", cameraId: id, data });
    } else if (seen.lookAgainInMs !== null) timers.set(id, setTimeout(lookAtAll, seen.lookAgainInMs));
  }

  function lookAtAll(): void {
    const all = cameras.all();
    for (const id of watches.keys()) if (!all.some(({ config }) => config.id === id)) watches.delete(id);
    for (const camera of all) look(camera);
  }

  const unwatch = cameras.onChange(lookAtAll);
  return () => {
    unwatch();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
