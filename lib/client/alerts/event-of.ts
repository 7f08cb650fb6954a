import type { AlertView } from "@/lib/contracts/alerts";
import type { EventView } from "@/lib/contracts/events";
import { routes } from "../routes";
import { urlOf } from "../url";

/** What an alert is about, as the parts of the events' page show it. */
export const eventOf = (alert: AlertView): EventView => ({
  event_id: alert.event_id ?? alert.id,
  device_id: alert.device_id ?? "",
  device_name: alert.device_name ?? "",
  club_id: alert.club_id,
  camera_id: alert.camera_id,
  camera_name: alert.camera_name,
  type: alert.kind,
  occurred_at: alert.occurred_at,
  placed_at: alert.occurred_at,
  received_at: alert.raised_at,
  clock_synced: alert.clock_synced,
  historical: alert.late,
  data: alert.data,
  acknowledged_at: alert.acknowledged_at,
  acknowledged_by: alert.acknowledged_by?.name ?? null,
  clips: alert.clips,
});

/** Where its picture is; null when there is none yet, or never will be. */
export const alertPicture = ({ event_id, has_picture }: AlertView): string | null =>
  event_id !== null && has_picture ? urlOf(routes.eventPoster, { params: { id: event_id } }) : null;
