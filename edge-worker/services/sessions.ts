import type { CameraReport } from "@/lib/contracts/cameras";
import type { SessionReport } from "@/lib/contracts/mqtt";
import type { Logger } from "@/lib/core/logger";
import type { Cameras } from "./cameras";
import type { Reports } from "./reports";
import type { SessionRow, SessionStore } from "./session-store";

/** session.open is given 10 s by its caller; the answer needs some of it. */
const FIRST_FRAME_WITHIN_MS = 9_000;

/** Cameras that somebody keeps warm. A camera lost later never ends a session. */
export interface Sessions {
  /**
   * Resolves once a frame was seen, at most 9 s; the session is durable then. Throws `camera_unreachable` with the cause
   * and lets go of the camera, `not_found` for an unknown one. Opening it again only waits for a frame.
   */
  open(session: SessionRow): Promise<CameraReport>;
  /** Closing what is not open changes nothing. */
  close(sessionId: string): void;
  list(): SessionReport[];
  stop(): void;
}

export type SessionsOptions = {
  store: SessionStore;
  cameras: Pick<Cameras, "get" | "hold" | "reports">;
  reports: Pick<Reports, "session">;
  log: Logger;
};

/** What was open before the last stop holds its camera again. */
export function createSessions({ store, cameras, reports, log }: SessionsOptions): Sessions {
  const held = new Map<string, { session: SessionRow; release: () => void }>();
  const hold = (session: SessionRow) => {
    const entry = { session, release: cameras.hold(session.cameraId) };
    held.set(session.sessionId, entry);
    return entry;
  };
  for (const session of store.all()) hold(session);
  if (held.size > 0) log.info({ sessions: held.size }, "sessions restored");

  return {
    async open(session) {
      const { proxy } = cameras.get(session.cameraId);
      const isNew = !held.has(session.sessionId);
      const entry = held.get(session.sessionId) ?? hold(session);
      try {
        await proxy.waitForFrame(FIRST_FRAME_WITHIN_MS);
      } catch (error) {
        if (isNew && held.get(session.sessionId) === entry) held.delete(session.sessionId);
        if (isNew) entry.release();
        throw error;
      }
      if (isNew && held.get(session.sessionId) === entry) {
        store.add(session);
        reports.session(toReport(session, "active"));
        log.info({ session: session.sessionId, camera: session.cameraId }, "session opened");
      }
      return cameras.reports().find(({ id }) => id === session.cameraId) ?? proxy.report();
    },
    close(sessionId) {
      const entry = held.get(sessionId);
      if (!entry) return;
      held.delete(sessionId);
      store.remove(sessionId);
      entry.release();
      reports.session(toReport(entry.session, "closed"));
      log.info({ session: sessionId, camera: entry.session.cameraId }, "session closed");
    },
    list: () => [...held.values()].map(({ session }) => toReport(session, "active")),
    stop() {
      for (const { release } of held.values()) release();
      held.clear();
    },
  };
}

const toReport = ({ sessionId, cameraId }: SessionRow, state: SessionReport["state"]): SessionReport => ({
  session_id: sessionId,
  camera_id: cameraId,
  state,
});
