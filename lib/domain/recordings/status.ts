import { notFound } from "@/lib/auth/permissions";
import type { RecordingView } from "@/lib/contracts/recordings";
import type { Ctx } from "../context";
import { findSession } from "../sessions/find";
import { toRecordingView } from "./view";

/** State of a session's recording, from Postgres alone. Throws `not_found` when the session has none. */
export async function getRecording(ctx: Ctx, sessionId: string): Promise<RecordingView> {
  const { recording } = await findSession(ctx, "recording:read", sessionId);
  if (!recording) throw notFound("Recording");
  return toRecordingView(recording, ctx.clock.now());
}
