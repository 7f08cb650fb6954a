import { createHash } from "node:crypto";
import type { CameraConfig } from "@/lib/contracts/mqtt";
import type { Camera, Club, Device } from "@/lib/db/generated/client";
import type { Ctx } from "../context";
import { camerasOfSensors, settingsOf } from "./config";

/** With what its club wants of it, and what its device's sensors do. */
type SetCamera = Camera & { club: Pick<Club, "replaysEnabled">; device: Pick<Device, "config"> };

/** As many cameras as one `camera.set` carries. */
export const MAX_CAMERAS_PER_DEVICE = 200;

/** The cameras a device serves, and the version of that set. */
export async function readCameraSet(ctx: Ctx, deviceId: string): Promise<{ version: string; cameras: SetCamera[] }> {
  const cameras = await ctx.db.camera.findMany({
    where: { deviceId, deletedAt: null },
    include: { club: { select: { replaysEnabled: true } }, device: { select: { config: true } } },
    orderBy: { id: "asc" },
    take: MAX_CAMERAS_PER_DEVICE,
  });
  return { version: versionOf(cameras), cameras };
}

/** Made from the sealed URLs: a version travels in a retained status, and must not help to guess a camera's password. */
export function versionOf(cameras: readonly SetCamera[]): string {
  const facts = cameras.map((c) => [
    ...[c.id, c.clubId, c.name, c.source, c.urlSealed, c.publishSealed, c.audio, c.sensors, keepsRing(c)],
  ]);
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 16);
}

/** With its URLs opened, for the device alone. A URL that cannot be opened is left out, and the camera says so by failing. */
export function toCameraConfig(ctx: Ctx, camera: SetCamera): CameraConfig {
  const { id, clubId, name, source, audio, sensors } = camera;
  return {
    ...{ id, club_id: clubId, name, source, audio, sensors, ring: keepsRing(camera) },
    url: openUrl(ctx, id, camera.urlSealed),
    publish_url: openUrl(ctx, id, camera.publishSealed),
  };
}

const keepsRing = ({ id, sensors, club, device }: SetCamera): boolean =>
  sensors || club.replaysEnabled || camerasOfSensors(settingsOf(device)).has(id);

function openUrl(ctx: Ctx, id: number, sealed: string | null): string | null {
  if (sealed === null) return null;
  try {
    return ctx.secrets.open(sealed);
  } catch (error) {
    ctx.log.error({ camera_id: id, err: error }, "the camera's address cannot be opened: is CAMERA_SECRET complete?");
    return null;
  }
}
