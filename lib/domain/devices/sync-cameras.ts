import type { Ctx } from "../context";
import { readCameraSet, toCameraConfig } from "./camera-set";
import { isRevoked } from "./is-revoked";
import { tellDevice } from "./tell";

type SyncOptions = {
  /** The version a full report named, newer than the retained status. */
  reportedVersion?: string | null;
  /** Send it even when the device says it holds it. */
  force?: boolean;
};

/**
 * Gives a device the cameras it serves, when it holds another set. Never rejects for a device that is away or does not
 * answer: it is asked again when it comes online and at its next full report. True when the device holds the set now.
 */
export async function syncCameras(
  ctx: Ctx,
  deviceId: string,
  { reportedVersion, force = false }: SyncOptions = {},
): Promise<boolean> {
  const { online, status } = ctx.devices.presence(deviceId);
  // Its connection may still stand for a moment: addresses with passwords are not for it any more.
  if (!online || (await isRevoked(ctx, deviceId))) return false;
  const { version, cameras } = await readCameraSet(ctx, deviceId);
  const held = reportedVersion === undefined ? (status?.cameras_version ?? null) : reportedVersion;
  if (held === version && !force) return true;
  return tellDevice(ctx, deviceId, "camera.set", {
    version,
    cameras: cameras.map((camera) => toCameraConfig(ctx, camera)),
  });
}
