import type { CameraSource, CameraTestResult } from "@/lib/contracts/cameras";
import type { CameraPolicy } from "@/lib/core/camera-url";
import type { Clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import type { Logger } from "@/lib/core/logger";
import { createCameraProxy } from "./camera-proxy";
import { reasonOf } from "./failure";
import type { CameraProxy } from "./ports";
import { createPreviewSource } from "./preview-source";

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

/** A picture that is not there by now is done without; a busy device takes two seconds to make one. */
const DONE_BY_MS = 9_000;
/** Base64 makes it a third larger, and a message holds 64 KB. */
const MAX_PICTURE_BYTES = 42_000;

/**
 * Opens a camera that is not saved anywhere, looks at it and closes it; says in one sentence what is there, with a
 * small picture of it, or what is wrong. At most 9 s.
 */
export async function testCamera({ source, url, clock, ...deps }: TestCameraOptions): Promise<CameraTestResult> {
  const camera = { id: 1, club_id: 1, name: "test", source, url, audio: false, sensors: false };
  const doneByMs = clock.monotonicMs() + DONE_BY_MS;
  const proxy = createCameraProxy({ ...deps, camera, clock, lingerMs: 0 });
  try {
    await proxy.waitForFrame(WITHIN_MS);
    const release = proxy.hold();
    const [picture] = await Promise.all([takePicture({ ...deps, proxy, clock }, doneByMs), clock.sleep(LOOK_MS)]);
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
      ...(picture ? { picture: picture.toString("base64") } : {}),
    };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const cause = reasonOf(error);
    return { ok: false, message: error.message, ...(cause === null ? {} : { cause }) };
  } finally {
    await proxy.stop();
  }
}

type Look = Pick<TestCameraOptions, "ffmpegPath" | "clock" | "log"> & { proxy: CameraProxy };

/** One small JPEG of what the camera sees now; null when none is ready in time or it is too large to send. */
async function takePicture(look: Look, doneByMs: number): Promise<Buffer | null> {
  const preview = createPreviewSource(look);
  try {
    return await new Promise<Buffer | null>((resolve) => {
      preview.watch("tile", ({ jpeg }) => resolve(jpeg.length <= MAX_PICTURE_BYTES ? Buffer.from(jpeg) : null));
      void look.clock.sleep(Math.max(0, doneByMs - look.clock.monotonicMs())).then(() => resolve(null));
    });
  } finally {
    preview.stop();
  }
}
