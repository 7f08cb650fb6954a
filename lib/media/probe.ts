import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import type { ProcessRunner } from "@/lib/process/process-runner";
import { runToEnd } from "@/lib/process/run-to-end";
import { probeArgs } from "./ffmpeg";

/** What is used of `ffprobe -show_format -show_streams -of json`. */
const Probed = z.object({
  format: z.object({ duration: z.coerce.number().optional() }).default({}),
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        codec_name: z.string().optional(),
        width: z.int().optional(),
        height: z.int().optional(),
      }),
    )
    .default([]),
});

export type ProbedVideo = { codec: string; width: number; height: number; durationSeconds: number; hasAudio: boolean };

const DEADLINE_MS = 30_000;

/** Reads a video file's header. Throws `unprocessable` when there is no picture in it, `internal` when ffprobe cannot run. */
export async function probeVideo(run: ProcessRunner, ffprobePath: string, file: string): Promise<ProbedVideo> {
  const finished = await runToEnd(
    run,
    { command: ffprobePath, args: probeArgs(file), diesWithParent: true },
    { deadlineMs: DEADLINE_MS },
  );
  if (finished.timedOut) throw new AppError("unavailable", "Reading the video took too long.");
  const parsed = Probed.safeParse(tryJson(finished.stdout.toString()));
  const video = parsed.data?.streams.find((stream) => stream.codec_type === "video");
  if (!parsed.success || !video?.codec_name || !video.width || !video.height)
    throw new AppError("unprocessable", "There is no picture in this file.");
  return {
    codec: video.codec_name,
    width: video.width,
    height: video.height,
    durationSeconds: parsed.data.format.duration ?? 0,
    hasAudio: parsed.data.streams.some((stream) => stream.codec_type === "audio"),
  };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
