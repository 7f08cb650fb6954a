import type { CourtView } from "@/lib/contracts/courts";
import { api } from "./api";
import { routes } from "./routes";

export type Recorded = { sessionId: string; endsAt: string };

/**
 * Records a court: in the caller's open session when there is one that has not recorded, else in a new one. A session
 * opened for nothing is closed again. Throws what the server answered.
 */
export async function recordCourt(
  court: Pick<CourtView, "id" | "session">,
  minutes: number,
  userId: number,
): Promise<Recorded> {
  const open = court.session;
  const isUsable = open?.status === "active" && open.created_by === userId && open.recording === null;
  if (isUsable) return startRecording(open.session_id, minutes);
  const { session } = await api(routes.sessionCreate, { body: { terrain_id: court.id } });
  try {
    return await startRecording(session.session_id, minutes);
  } catch (error) {
    await api(routes.sessionClose, { body: { session_id: session.session_id } }).catch(() => undefined);
    throw error;
  }
}

export async function startRecording(sessionId: string, minutes: number): Promise<Recorded> {
  const { recording } = await api(routes.recordStart, { body: { session_id: sessionId, duration_minutes: minutes } });
  return { sessionId, endsAt: recording.ends_at };
}
