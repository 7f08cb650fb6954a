"use client";
import { ByDay } from "@/components/ui/by-day";
import type { EventView } from "@/lib/contracts/events";
import { EventLine } from "./event-line";

export const EventDays = ({ events }: { events: readonly EventView[] }) => (
  <ByDay items={events} at={({ placed_at }) => placed_at}>
    {(event) => <EventLine key={event.event_id} event={event} />}
  </ByDay>
);
