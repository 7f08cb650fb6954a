import type { Difference } from "@/lib/contracts/devices";
import type { DeviceReport } from "@/lib/contracts/mqtt";
import type { Tx } from "@/lib/db/client";
import { applyClip } from "../clips/apply-clip";
import type { Ctx } from "../context";
import { keepDifferences, replaceDifferences } from "../devices/differences";
import { syncCameras } from "../devices/sync-cameras";
import { syncConfig } from "../devices/sync-config";
import { tellDevice } from "../devices/tell";
import { deadLetter } from "../events/dead-letter";
import { INGEST_TRANSACTION, isPostgresBusy } from "../events/ingest";
import { applyFileReport } from "../files/apply-report";
import { applySessionReport } from "../sessions/apply-report";
import { applyRecording } from "./apply-recording";
import { compareFull } from "./compare-full";

/** What follows once the rows are committed. */
type Effects = { sessionsToClose: Set<string>; camerasVersion?: string | null };

/**
 * Takes what a device reports into Postgres and returns the ids to acknowledge: every report that is committed, and every
 * one that can never be (kept as a difference or a dead letter), so that nothing blocks a device's queue. One transaction
 * for the batch, or one per report when that fails. Rejects, acknowledging nothing, while Postgres is away. Applying a
 * report again, late or out of order changes nothing.
 */
export async function applyReports(ctx: Ctx, deviceId: string, reports: readonly DeviceReport[]): Promise<string[]> {
  const work = withoutOldFulls(reports);
  try {
    await applyTogether(ctx, deviceId, work);
  } catch (error) {
    if (isPostgresBusy(error)) throw error;
    ctx.log.warn({ device_id: deviceId, reports: work.length, err: error }, "applying the reports one by one");
    for (const report of work) await applyAlone(ctx, deviceId, report);
  }
  return reports.map((report) => report.report_id);
}

/** After a week offline there are ten thousand full reports; only the newest says how things are. */
export function withoutOldFulls(reports: readonly DeviceReport[]): DeviceReport[] {
  const newest = reports.findLastIndex((report) => report.type === "full");
  return reports.filter((report, index) => report.type !== "full" || index === newest);
}

async function applyTogether(ctx: Ctx, deviceId: string, reports: readonly DeviceReport[]): Promise<void> {
  const effects: Effects = { sessionsToClose: new Set() };
  await ctx.db.$transaction(async (tx) => {
    for (const report of reports) await applyOne(tx, ctx, deviceId, report, effects);
  }, INGEST_TRANSACTION);
  for (const id of effects.sessionsToClose) void tellDevice(ctx, deviceId, "session.close", { session_id: id });
  // Not awaited: a device that is slow to take its cameras still waits for its acknowledgements.
  if (effects.camerasVersion !== undefined) void offerCameras(ctx, deviceId, effects.camerasVersion);
}

async function offerCameras(ctx: Ctx, deviceId: string, reportedVersion: string | null): Promise<void> {
  try {
    await syncCameras(ctx, deviceId, { reportedVersion });
    await syncConfig(ctx, deviceId);
  } catch (error) {
    const message = "the cameras or sensors could not be sent; the next full report tries again";
    ctx.log.warn({ device_id: deviceId, err: error }, message);
  }
}

/** Twice, because two programs may have been in each other's way; what fails then fails for ever and is set aside. */
async function applyAlone(ctx: Ctx, deviceId: string, report: DeviceReport): Promise<void> {
  try {
    await applyTogether(ctx, deviceId, [report]);
  } catch {
    await applyTogether(ctx, deviceId, [report]).catch(async (error: unknown) => {
      if (isPostgresBusy(error)) throw error;
      const payload = Buffer.from(JSON.stringify(report));
      await deadLetter(ctx, { deviceId, topic: `devices/${deviceId}/report`, reason: String(error), payload });
    });
  }
}

async function applyOne(tx: Tx, ctx: Ctx, deviceId: string, report: DeviceReport, effects: Effects): Promise<void> {
  const left: Difference[] = [];
  const recording = async (data: Parameters<typeof applyRecording>[3]) => {
    const { difference, closedSessionId } = await applyRecording(tx, ctx, deviceId, data, report.seq);
    if (difference) left.push(difference);
    if (closedSessionId) effects.sessionsToClose.add(closedSessionId);
  };
  switch (report.type) {
    case "recording":
      await recording(report.data);
      return keepDifferences(tx, deviceId, left);
    case "session":
      return keepDifferences(tx, deviceId, await applySessionReport(tx, ctx, deviceId, report.data));
    case "file":
      return keepDifferences(tx, deviceId, await applyFileReport(tx, ctx, deviceId, report.data));
    case "clip":
      return keepDifferences(tx, deviceId, await applyClip(tx, ctx, deviceId, report.data));
    case "full": {
      for (const one of report.data.recordings) await recording(one);
      const compared = await compareFull(tx, ctx, deviceId, report);
      for (const id of compared.sessionsToClose) effects.sessionsToClose.add(id);
      effects.camerasVersion = report.data.cameras_version;
      return replaceDifferences(tx, deviceId, [...left, ...compared.differences]);
    }
  }
}
