"use client";
import { ByDay } from "@/components/ui/by-day";
import type { EventView } from "@/lib/contracts/events";
import { EventLine } from "./event-line";

type Props = {
  events: readonly EventView[];
  /** Null for those who may not say it. */
  onSeen: ((event: EventView, isSeen: boolean) => void) | null;
};

export const EventDays = ({ events, onSeen }: Props) => (
  <ByDay items={events} at={({ placed_at }) => placed_at}>
    {(event) => <EventLine key={event.event_id} event={event} onSeen={onSeen && ((isSeen) => onSeen(event, isSeen))} />}
  </ByDay>
);
