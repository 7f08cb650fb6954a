import type { PlanCause } from "@/lib/contracts/schedule";
import type { ErrorCode } from "@/lib/core/errors";
import { isAppError } from "@/lib/core/errors";

const CAUSES: Partial<Record<ErrorCode, PlanCause>> = {
  camera_unreachable: "camera_unreachable",
  unavailable: "device_offline",
  device_timeout: "device_timeout",
  rate_limited: "device_busy",
  storage_full: "storage_full",
  not_found: "no_camera",
};

const INTERNAL = "Vigie could not start it because of a fault of its own. The log of the web program says more.";

/** Why a start failed: a word for programs, a sentence for people. */
export function causeOf(error: unknown): { cause: PlanCause; error: string } {
  if (!isAppError(error)) return { cause: "internal", error: INTERNAL };
  if (error.code === "conflict") return { cause: conflictCause(error.details), error: error.message };
  return { cause: CAUSES[error.code] ?? "internal", error: error.message };
}

/** A conflict that names an end is a recording in the way. */
const conflictCause = (details: unknown): PlanCause =>
  typeof details === "object" && details !== null && "ends_at" in details ? "court_recording" : "internal";
