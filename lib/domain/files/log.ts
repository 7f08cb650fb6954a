import { open } from "node:fs/promises";
import { notFound } from "@/lib/auth/permissions";
import { isAppError } from "@/lib/core/errors";
import { redactUrls } from "@/lib/core/logger";
import type { Ctx } from "../context";
import { findSession } from "../sessions/find";
import type { SessionRow } from "../sessions/view";
import { findFile, isSessionId } from "./find";
import { resolveMediaPath } from "./media-path";
import { logPath } from "./paths";

/** The end of a long log is where the cause stands. */
const MAX_LOG_BYTES = 256 * 1024;

/** ffmpeg's log of a recording, also of a failed one, without any password. Throws `not_found` when there is none. */
export async function readLog(ctx: Ctx, ref: string): Promise<string> {
  const sessionId = isSessionId(ref) ? ref : (await findFile(ctx, "file:list", ref)).sessionId;
  if (sessionId === null) throw notFound("Log");
  const session = await findSession(ctx, "file:list", sessionId, "Video");
  const local = await resolveMediaPath(ctx.settings.mediaDir, logPath(session.clubId, session.id));
  return redactUrls(local ? await readEnd(local) : await askDevice(ctx, session));
}

async function readEnd(path: string): Promise<string> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const length = Math.min(size, MAX_LOG_BYTES);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.subarray(0, bytesRead).toString("utf8");
  } finally {
    await file.close();
  }
}

async function askDevice(ctx: Ctx, session: SessionRow): Promise<string> {
  try {
    const args = { session_id: session.id, club_id: session.clubId };
    return (await ctx.devices.command(session.deviceId, "file.log", args)).text;
  } catch (error) {
    throw isAppError(error) && error.code === "not_found" ? notFound("Log") : error;
  }
}
