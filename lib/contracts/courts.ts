import { z } from "zod";
import { CameraState, CameraView } from "./cameras";
import { ClubId, CourtId, Timestamp } from "./common";
import { SessionView } from "./sessions";

/** A court as its card shows it. `session` is the one that records, else the newest active one the caller may see. */
export const CourtView = z.object({
  id: CourtId,
  club_id: ClubId,
  club_name: z.string(),
  name: z.string(),
  /** Courts of a club are shown in this order. */
  position: z.int(),
  camera: CameraView.pick({ id: true, name: true, device_id: true, source: true }).nullable(),
  camera_state: CameraState.nullable(),
  device_online: z.boolean(),
  device_last_seen_at: Timestamp.nullable(),
  session: SessionView.nullable(),
  /** Somebody records here, whether or not the caller may open that session. */
  recording: z.object({ by: z.string(), started_at: Timestamp.nullable(), ends_at: Timestamp }).nullable(),
});
export type CourtView = z.infer<typeof CourtView>;

const Name = z.string().trim().min(1).max(80);
const Position = z.int().min(0).max(100_000);
export const CreateCourt = z
  .object({
    name: Name,
    /** A super admin says which club; anybody else's own. */
    club_id: ClubId.optional(),
    /** Behind the others without it. */
    position: Position.optional(),
  })
  .strict();
export type CreateCourt = z.infer<typeof CreateCourt>;
export const UpdateCourt = z.object({ name: Name, position: Position }).partial().strict();
export type UpdateCourt = z.infer<typeof UpdateCourt>;

/** What becomes of a deleted court's cameras: they stay without a court, or go too. */
export const CamerasOfDeleted = z.enum(["keep", "delete"]);
export type CamerasOfDeleted = z.infer<typeof CamerasOfDeleted>;
