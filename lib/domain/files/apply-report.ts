import type { Difference } from "@/lib/contracts/devices";
import { MediaLocation } from "@/lib/contracts/files";
import type { DeviceReport } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { MediaFile } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

type FileReport = Extract<DeviceReport, { type: "file" }>["data"];

/** A device says what became of a file it holds. Only its own files: another device's word on one is a difference. */
export async function applyFileReport(tx: Tx, ctx: Ctx, deviceId: string, report: FileReport): Promise<Difference[]> {
  const file = await tx.mediaFile.findUnique({ where: { id: report.file_id }, include: { session: true } });
  // The trash was emptied of it: the device obeyed, and there is nothing left to compare.
  if (!file && report.state === "deleted") return [];
  if (file?.deviceId !== deviceId) return [difference(report, null, "no file of this device has this id")];
  if (report.sha256 !== null && report.sha256 !== file.sha256)
    return [difference(report, file.sha256, "the file's content is not what was recorded")];
  const change = changeOf(file, report);
  // It was brought here: the device's own copy is one more.
  if (change?.location && file.storageId === ctx.settings.storageId && !(await isShared(tx, ctx, deviceId))) return [];
  if (!change) return [];
  await tx.mediaFile.update({ where: { id: file.id }, data: change });
  await ctx.notify(tx, { kind: "file", id: file.id, clubId: file.clubId, ownerId: file.session?.createdById ?? null });
  return [];
}

/** Whether the device writes into our own MEDIA_DIR. */
async function isShared(tx: Tx, ctx: Ctx, deviceId: string): Promise<boolean> {
  const device = await tx.device.findUnique({ where: { id: deviceId }, select: { storageId: true } });
  const storageId = ctx.devices.presence(deviceId).status?.storage_id ?? device?.storageId;
  return storageId === ctx.settings.storageId;
}

const difference = (report: FileReport, here: string | null, what: string): Difference => ({
  kind: "file",
  id: report.file_id,
  here,
  device: `${report.state} ${report.location}`.slice(0, 200),
  what,
});

function changeOf(
  file: MediaFile,
  report: FileReport,
): Partial<Pick<MediaFile, "location" | "storageId" | "trashedFrom">> | null {
  // The device confirms that it removed what was thrown away here: it holds nothing of it any more.
  if (file.trashedAt) return report.state === "deleted" ? { storageId: null, trashedFrom: "missing" } : null;
  if (report.state === "lost" || report.state === "deleted") return { location: "missing" };
  const location = MediaLocation.safeParse(report.location);
  return report.state === "moved" && location.success && location.data !== "trash" ? { location: location.data } : null;
}
