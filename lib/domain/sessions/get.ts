import type { CameraReport } from "@/lib/contracts/cameras";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { isAppError } from "@/lib/core/errors";
import type { Ctx } from "../context";
import { findSession } from "./find";
import { touchSession } from "./touch";
import { type SessionRow, toSessionView } from "./view";

/** One session with what its device says of the camera right now, at most 2 s old data when it does not answer. */
export async function getSession(ctx: Ctx, id: string): Promise<SessionDetail> {
  const session = await findSession(ctx, "session:read", id);
  if (session.status === "active") await touchSession(ctx, session);
  const isOnline = ctx.devices.presence(session.deviceId).online;
  return {
    ...toSessionView(session, ctx.clock.now()),
    proxy: isOnline ? await readProxy(ctx, session) : null,
    device_online: isOnline,
    replays_enabled: session.club.replaysEnabled,
  };
}

async function readProxy(ctx: Ctx, { deviceId, cameraId }: SessionRow): Promise<CameraReport | null> {
  const cameras = await ctx.devices
    .command(deviceId, "state.get", {})
    .then((state) => state.cameras)
    .catch((error: unknown) => {
      if (!isAppError(error)) throw error;
      return ctx.devices.presence(deviceId).status?.cameras ?? []; // busy or just gone: its last status
    });
  return cameras.find((camera) => camera.id === cameraId) ?? null;
}
