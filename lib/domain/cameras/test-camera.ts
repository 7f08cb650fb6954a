import { requirePermission, scopeOf } from "@/lib/auth/permissions";
import type { CameraTestResult, TestCamera } from "@/lib/contracts/cameras";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Ctx } from "../context";
import { checkUrl } from "./check-url";
import { requireDevice } from "./place";

/**
 * Lets a device try a source without saving it: codec and size, or the cause in one sentence. Throws `unprocessable` for
 * a URL no camera may have, `unavailable` while the device is offline.
 */
export async function testCamera(ctx: Ctx, input: TestCamera): Promise<CameraTestResult> {
  requirePermission(ctx.actor, "camera:test");
  const clubId = scopeOf(ctx.actor, "camera:test") === "any" ? null : ownClub(ctx);
  const device = await requireDevice(ctx, input.device_id, clubId);
  await checkUrl(ctx, input.source, input.url ?? null);
  try {
    return await ctx.devices.command(device.id, "camera.test", { source: input.source, url: input.url ?? null });
  } catch (error) {
    if (isAppError(error) && error.code === "camera_unreachable") return { ok: false, message: error.message };
    throw error;
  }
}

function ownClub({ actor }: Ctx): number {
  if (actor.kind === "user" && actor.clubId !== null) return actor.clubId;
  throw new AppError("forbidden", "Your account belongs to no club. Ask an administrator.");
}
