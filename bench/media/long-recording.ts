import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { roomForIndex } from "@/lib/media/mp4/growing-file";
import type { Fragment } from "@/lib/media/mp4/make-fragment";
import { makeInit } from "@/lib/media/mp4/make-init";
import { UnitReader } from "@/lib/media/mp4/unit-reader";
import { TICKS_PER_SECOND, type VideoUnit } from "@/lib/media/packets";
import { createPartFile, type PartFile } from "@/lib/media/part-file";
import { UnitWriter } from "@/lib/media/unit-writer";
import { FPS, filmArgs } from "./film-camera";

const FILM_SECONDS = 10;
/** As a recording by copy is flushed. */
const FLUSH_MS = 200;

/**
 * A part of `minutes` of 720p25 at 4 Mbit/s, as a recording writes it but as fast as the disk takes it. It is still open,
 * everything in it handed to the disk.
 */
export async function writeLongPart(path: string, minutes: number): Promise<PartFile> {
  const film = await makeFilm();
  const [first] = film;
  const formats = { video: first!.format, audio: null };
  const part = await createPartFile(
    path,
    roomForIndex(minutes * 60 * 1.25, {
      samplesPerSecond: FPS,
      fragmentsPerSecond: 1_000 / FLUSH_MS,
    }),
    makeInit(formats),
  );
  const waiting: Fragment[] = [];
  const writer = new UnitWriter({ add: (fragment) => waiting.push(fragment) > 0 }, formats, {
    origin: first!.dts,
    flushMs: FLUSH_MS,
  });
  const length = FILM_SECONDS * TICKS_PER_SECOND;
  for (let turn = 0; turn < (minutes * 60) / FILM_SECONDS; turn++) {
    for (const unit of film) writer.add({ ...unit, pts: unit.pts + turn * length, dts: unit.dts + turn * length });
    writer.flush();
    // A real recording loses what the disk cannot take; this one waits.
    for (const fragment of waiting.splice(0)) while (!part.add(fragment)) await delay(2);
  }
  return part;
}

async function makeFilm(): Promise<VideoUnit[]> {
  const flags = ["-movflags", "+empty_moov+default_base_moof+delay_moov+frag_every_frame", "-f", "mp4", "pipe:1"];
  const units: VideoUnit[] = [];
  const reader = new UnitReader((unit) => {
    if (unit.kind === "video") units.push(unit);
  });
  const child = spawn("ffmpeg", [...filmArgs(FILM_SECONDS), ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  child.stdout.on("data", (bytes: Buffer) => reader.push(bytes));
  await once(child, "close");
  if (units.length !== FILM_SECONDS * FPS) throw new Error(`${units.length} pictures of ${FILM_SECONDS * FPS}`);
  return units;
}
