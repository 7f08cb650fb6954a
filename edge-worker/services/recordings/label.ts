import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { CameraId, DeviceId, SessionId, Timestamp } from "@/lib/contracts/common";
import { FILE_MODE, syncFolder } from "@/lib/storage/durable";
import type { RecordingRow } from "./store";

const Label = z.object({
  device_id: DeviceId,
  session_id: SessionId,
  camera_id: CameraId,
  started_at: Timestamp,
  ends_at: Timestamp,
});
export type Label = z.infer<typeof Label>;

/**
 * Says beside a part whose it is, so that a lost database costs no video; durable when it resolves. Removed when the file
 * is finished. Written under its own name: half a label reads as none, and a kill leaves no other name behind.
 */
export async function writeLabel(file: string, deviceId: string, row: RecordingRow): Promise<void> {
  const { sessionId: session_id, cameraId: camera_id, startedAt: started_at, endsAt: ends_at } = row;
  const label: Label = { device_id: deviceId, session_id, camera_id, started_at, ends_at };
  await writeFile(file, `${JSON.stringify(label)}\n`, { mode: FILE_MODE, flush: true });
  await syncFolder(path.dirname(file));
}

/** Null when there is none, or none that can be read. */
export async function readLabel(file: string): Promise<Label | null> {
  try {
    return Label.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
}
