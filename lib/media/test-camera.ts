import type { CameraSource, CameraTestResult } from "@/lib/contracts/cameras";
import type { CameraPolicy } from "@/lib/core/camera-url";
import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { createCameraProxy } from "./camera-proxy";

export type TestCameraOptions = {
  source: CameraSource;
  url: string | null;
  ffmpegPath: string;
  policy: CameraPolicy;
  clock: Clock;
  log: Logger;
};

/** camera.test is given 10 s by its caller. */
const WITHIN_MS = 7_000;
/** A rate is known after a few pictures. */
const LOOK_MS = 500;

const NAMES: Record<string, string> = { h264: "H.264", hevc: "H.265", mjpeg: "MJPEG" };

/** Opens a camera that is not saved anywhere, looks at it and closes it; says in one sentence what is there or what is wrong. At most 8 s. */
export async function testCamera({ source, url, clock, ...deps }: TestCameraOptions): Promise<CameraTestResult> {
  const camera = { id: 1, club_id: 1, name: "test", source, url, audio: false, sensors: false };
  const proxy = createCameraProxy({ ...deps, camera, clock, lingerMs: 0 });
  try {
    await proxy.waitForFrame(WITHIN_MS);
    const release = proxy.hold();
    await clock.sleep(LOOK_MS);
    const { codec, width, height, fps } = proxy.report();
    release();
    const rate = fps ? `, ${Math.round(fps)} pictures a second` : "";
    const message = `The camera answers: ${NAMES[codec ?? ""] ?? codec}, ${width}×${height}${rate}.`;
    return {
      ok: true,
      message,
      ...(codec ? { codec } : {}),
      ...(width && height ? { width, height } : {}),
      ...(fps ? { fps } : {}),
    };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ok: false, message: error.message };
  } finally {
    await proxy.stop();
  }
}
