import type { CloseSession, SessionView } from "@/lib/contracts/sessions";
import { isAppError } from "@/lib/core/errors";
import type { Ctx } from "../context";
import { tellDevice } from "../devices/tell";
import { stopOnDevice } from "../recordings/stop-on-device";
import { findSession } from "./find";
import { markClosed } from "./mark-closed";
import { type SessionRow, toSessionView } from "./view";

/**
 * Closes a session; a running recording is stopped properly first. Closing a closed session changes nothing. With its
 * device offline the session closes here at once, and the device, which ends the recording as planned, when it returns.
 * Throws `device_timeout` when the device does not confirm the end of the recording; the session stays open then.
 */
export async function closeSession(ctx: Ctx, input: CloseSession): Promise<SessionView> {
  const session = await findSession(ctx, "session:close", input.session_id);
  if (session.status !== "closed") await stopAndClose(ctx, session, "asked");
  return toSessionView(await findSession(ctx, "session:close", input.session_id), ctx.clock.now());
}

/** The same without asking who: for cleanup. True when it was this call that closed it. */
export async function stopAndClose(ctx: Ctx, session: SessionRow, reason: string): Promise<boolean> {
  try {
    await stopOnDevice(ctx, session);
  } catch (error) {
    if (!isAppError(error) || error.code !== "unavailable") throw error;
  }
  const closed = await ctx.db.$transaction((tx) => markClosed(tx, ctx, session, reason));
  if (closed) void tellDevice(ctx, session.deviceId, "session.close", { session_id: session.id });
  return closed;
}
