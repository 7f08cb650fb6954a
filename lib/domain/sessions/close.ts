import type { CloseSession, SessionView } from "@/lib/contracts/sessions";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Ctx } from "../context";
import { tellDevice } from "../devices/tell";
import { isRunning } from "../recordings/ranks";
import { stopOnDevice } from "../recordings/stop-on-device";
import { findSession } from "./find";
import { lockSession } from "./lock";
import { markClosed } from "./mark-closed";
import { type SessionRow, toSessionView } from "./view";

/**
 * Closes a session; a running recording is stopped properly first. Closing a closed session changes nothing. With its
 * device offline the session closes here at once, and the device, which ends the recording as planned, when it returns.
 * Throws `device_timeout` when the device does not confirm the end of the recording, `conflict` when one is just being
 * started; the session stays open then.
 */
export async function closeSession(ctx: Ctx, input: CloseSession): Promise<SessionView> {
  const session = await findSession(ctx, "session:close", input.session_id);
  if (session.status !== "closed") await stopAndClose(ctx, session, "asked");
  return toSessionView(await findSession(ctx, "session:close", input.session_id), ctx.clock.now());
}

/** The same without asking who: for cleanup. True when it was this call that closed it. */
export async function stopAndClose(ctx: Ctx, session: SessionRow, reason: string): Promise<boolean> {
  const isAway = await stopUnlessAway(ctx, session);
  const closed = await ctx.db.$transaction(async (tx) => {
    const now = await lockSession(tx, session.id);
    if (!now) return false;
    if (!isAway && now.recording && isRunning(now.recording.status)) throw beganMeanwhile();
    return markClosed(tx, ctx, now, reason);
  });
  if (closed) void tellDevice(ctx, session.deviceId, "session.close", { session_id: session.id });
  return closed;
}

/** True when the device is offline: it ends the recording as planned, or when it hears of the close. */
async function stopUnlessAway(ctx: Ctx, session: SessionRow): Promise<boolean> {
  try {
    await stopOnDevice(ctx, session);
    return false;
  } catch (error) {
    if (!isAppError(error) || error.code !== "unavailable") throw error;
    return true;
  }
}

const beganMeanwhile = () =>
  new AppError("conflict", "A recording was just started in this session. Close it again to stop that recording.");
