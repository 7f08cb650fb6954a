import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startRecording } from "@/lib/domain/recordings/start";
import { stopRecording } from "@/lib/domain/recordings/stop";
import { createSession } from "@/lib/domain/sessions/create";
import type { World } from "./domain-world";

/** Writes below the world's MEDIA_DIR; answers where. */
export function writeMedia(world: World, relative: string, text: string): string {
  const file = path.join(world.mediaDir, relative);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** A finished recording of this player with its files on the disk. Needs an obedient device. */
export async function recordVideo(world: World, player = world.a.player) {
  const ctx = world.ctx(player);
  const { session_id } = await createSession(ctx, { terrain_id: world.a.court.id });
  await startRecording(ctx, { session_id });
  const { file, video_path } = await stopRecording(ctx, { session_id });
  const video = writeMedia(world, video_path, "the video");
  writeMedia(world, video_path.replace(".mp4", ".jpg"), "the poster");
  writeMedia(world, video_path.replace(".mp4", ".ffmpeg.log"), "opened rtsp://me:secret@camera/x\nend");
  world.clock.advance(1_000);
  return { session_id, id: file!.id, video, video_path };
}
