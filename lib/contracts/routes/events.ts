import { z } from "zod";
import { NextCursor, Page } from "../common";
import { EventFilters, EventView, FromDevice, SEND_BYTES, Sent, UpdateEvent } from "../events";
import { define } from "./spec";

/** What sensors and the system saw. */
export const eventRoutes = define({
  eventList: {
    method: "GET",
    path: "/api/events",
    access: "event:read",
    summary: "Events, newest first as they happened; with `order=arrival` what arrived after `cursor`",
    query: Page.extend(EventFilters.shape),
    answer: z.object({ events: z.array(EventView), next_cursor: NextCursor, arrived_cursor: z.string() }),
  },
  eventSend: {
    method: "POST",
    path: "/api/events",
    access: "device",
    summary: "What a device saw, where MQTT does not get through; each event needs `event_id`, `type`, `occurred_at`",
    body: FromDevice,
    bodyBytes: SEND_BYTES,
    answer: Sent,
  },
  eventUpdate: {
    method: "PATCH",
    path: "/api/events/[id]",
    access: "event:acknowledge",
    summary: "Says that somebody has seen to an event",
    params: z.object({ id: z.uuid() }),
    body: UpdateEvent,
    answer: z.object({ event: EventView }),
  },
});
