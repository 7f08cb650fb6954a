import { notFound, scopeFilter } from "@/lib/auth/permissions";
import type { Overview } from "@/lib/contracts/overview";
import type { Ctx } from "../context";
import { readCourts } from "../courts/list";
import { cameraReport, readNewestRecordings, toCourtFacts, toOverviewCourt } from "./courts";
import { readDevices, toDeviceFacts, toDeviceView } from "./devices";
import { readStalledPlans } from "./plans";
import { findProblems } from "./problems";
import { readRecordings, toRecordingFacts, toTodaysRecording } from "./recordings";

/** Whether everything of a club, or of all a super admin sees, is recording, stored and reachable right now. */
export async function readOverview(ctx: Ctx, query: { club_id?: number | undefined }): Promise<Overview> {
  const own = scopeFilter(ctx.actor, "overview:read").clubId;
  if (own !== undefined && query.club_id !== undefined && query.club_id !== own) throw notFound("Club");
  const clubId = own ?? query.club_id;
  const ofClub = clubId === undefined ? {} : { clubId };
  const now = ctx.clock.now();
  const [courts, devices, recordings, newest, plans, missingFiles] = await Promise.all([
    readCourts(ctx, clubId),
    readDevices(ctx, clubId),
    readRecordings(ctx, clubId),
    readNewestRecordings(ctx, clubId),
    readStalledPlans(ctx, clubId),
    ctx.db.mediaFile.count({ where: { ...ofClub, trashedAt: null, location: "missing" } }),
  ]);
  const reportOf = cameraReport(ctx);
  const problems = findProblems({
    now,
    courts: courts.map((court) => toCourtFacts(court, reportOf(court))),
    devices: devices.map((device) => toDeviceFacts(ctx, device)),
    recordings: recordings.map(toRecordingFacts),
    plans,
    missingFiles,
  });
  return {
    at: now.toISOString(),
    problems,
    courts: courts.map((court) => toOverviewCourt(court, reportOf(court), newest.get(court.id))),
    devices: devices.map((device) => toDeviceView(ctx, device)),
    today: recordings.map(toTodaysRecording),
  };
}
