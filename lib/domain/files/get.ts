import type { FileDetail } from "@/lib/contracts/files";
import type { Ctx } from "../context";
import { toGaps } from "../recordings/view";
import { findFile } from "./find";
import { toFileView } from "./view";

/** One file as its page shows it, with the gaps of its recording. */
export async function getFile(ctx: Ctx, ref: string): Promise<FileDetail> {
  const file = await findFile(ctx, "file:list", ref);
  const recording = await ctx.db.recording.findUnique({ where: { fileId: file.id }, select: { gaps: true } });
  const status = file.deviceId ? ctx.devices.presence(file.deviceId).status : null;
  const camera = status?.cameras.find(({ id }) => id === file.cameraId);
  return { ...toFileView(file), gaps: toGaps(recording?.gaps), fps: camera?.fps || null };
}
