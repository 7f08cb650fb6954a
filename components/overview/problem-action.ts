import type { OverviewProblem } from "@/lib/contracts/overview";
import type { Permission } from "@/lib/contracts/permissions";

/** The page where the one action that helps is done; null when this person may not go there. */
export function actionOf(problem: OverviewProblem, can: (permission: Permission) => boolean): string | null {
  const { action, court, device, session_id } = problem;
  if (action === "check_device") return device && can("device:read") ? `/devices/${device.id}` : null;
  if (action === "check_camera") return can("camera:read") ? "/cameras" : null;
  if (action === "assign_camera") return can("camera:write") ? "/cameras" : null;
  if (action === "watch_court") return court && can("camera:watch") ? `/wall?court=${court.id}` : null;
  if (action === "open_session") return session_id ? `/sessions/${session_id}` : null;
  if (action === "open_schedule") return can("schedule:read") ? "/schedule" : null;
  if (action === "record_again") return "/courts";
  return can("file:list") ? "/videos" : null;
}
