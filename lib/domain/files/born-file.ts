import path from "node:path";
import type { ReportedFile } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import type { MediaFile } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

/** A file as its device knows it, and whose it is. */
export type BornFile = Pick<
  MediaFile,
  "kind" | "clubId" | "courtId" | "cameraId" | "sessionId" | "eventId" | "createdAt"
> & { deviceId: string; ownerId: number | null; file: ReportedFile };

/** What a device measured of a file. */
export const toFileFacts = ({ bytes, duration_seconds, sha256, has_poster }: ReportedFile) => ({
  ...{ bytes, sha256 },
  durationSeconds: duration_seconds,
  hasPoster: has_poster,
});

/** The row of a file that was born on a device; where it lies is where the device keeps its files. Once per id. */
export async function insertBornFile(tx: Tx, ctx: Ctx, { ownerId, file, ...row }: BornFile): Promise<void> {
  const device = await tx.device.findUniqueOrThrow({ where: { id: row.deviceId }, select: { storageId: true } });
  const storageId = ctx.devices.presence(row.deviceId).status?.storage_id ?? device.storageId;
  const location = storageId === ctx.settings.storageId ? ("web" as const) : ("device" as const);
  const place = { id: file.id, path: file.path, filename: path.posix.basename(file.path), storageId, location };
  const { count } = await tx.mediaFile.createMany({
    data: [{ ...row, ...place, ...toFileFacts(file) }],
    skipDuplicates: true,
  });
  if (count > 0) await ctx.notify(tx, { kind: "file", id: file.id, clubId: row.clubId, ownerId });
}
