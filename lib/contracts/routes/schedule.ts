import { z } from "zod";
import { Timestamp } from "../common";
import {
  CalendarFeedView,
  CalendarToken,
  CheckPlan,
  CreatePlan,
  ListSchedule,
  OccurrenceView,
  PlanCheck,
  PlanId,
  PlanView,
  Schedule,
  SkipOccurrence,
  UpdatePlan,
} from "../schedule";
import { define } from "./spec";

const params = z.object({ id: PlanId });
const plan = z.object({ plan: PlanView });
const occurrence = z.object({ occurrence: OccurrenceView });

/** Recordings planned ahead. */
export const scheduleRoutes = define({
  schedule: {
    method: "GET",
    path: "/api/schedule",
    access: "schedule:read",
    summary: "What is planned between two moments, and what became of it",
    query: ListSchedule,
    answer: Schedule,
  },
  planCreate: {
    method: "POST",
    path: "/api/schedule",
    access: "schedule:write",
    summary: "Plan a recording, once or every week; 409 with what is in its way",
    body: CreatePlan,
    answer: plan,
    status: 201,
    idempotent: true,
  },
  planCheck: {
    method: "POST",
    path: "/api/schedule/check",
    access: "schedule:write",
    summary: "When a plan would begin, and what would be in its way; changes nothing",
    body: CheckPlan,
    answer: PlanCheck,
  },
  planUpdate: {
    method: "PATCH",
    path: "/api/schedule/[id]",
    access: "schedule:write",
    summary: "Change a plan from now on; a recording that runs goes on as it was",
    params,
    body: UpdatePlan,
    answer: plan,
  },
  planCancel: {
    method: "DELETE",
    path: "/api/schedule/[id]",
    access: "schedule:write",
    summary: "Cancel a plan; a recording that runs goes on",
    params,
    answer: plan,
  },
  planSkip: {
    method: "POST",
    path: "/api/schedule/[id]/skip",
    access: "schedule:write",
    summary: "Leave out one time of a plan",
    params,
    body: SkipOccurrence,
    answer: occurrence,
  },
  planUnskip: {
    method: "DELETE",
    path: "/api/schedule/[id]/skip",
    access: "schedule:write",
    summary: "Let a time that was left out happen after all; 409 with what is in its way",
    params,
    query: z.object({ starts_at: Timestamp }),
    answer: occurrence,
  },
  calendarFeed: {
    method: "GET",
    path: "/api/schedule/feed",
    access: "schedule:read",
    summary: "Whether the caller has a calendar address, and when it was last read",
    answer: z.object({ feed: CalendarFeedView.nullable() }),
  },
  calendarFeedCreate: {
    method: "POST",
    path: "/api/schedule/feed",
    access: "schedule:read",
    summary: "Make the caller's calendar address, shown once; one made before ends",
    answer: z.object({ url: z.string(), feed: CalendarFeedView }),
    status: 201,
  },
  calendarFeedRevoke: {
    method: "DELETE",
    path: "/api/schedule/feed",
    access: "schedule:read",
    summary: "End the caller's calendar address. Idempotent",
    answer: z.object({ feed: z.null() }),
  },
  calendar: {
    method: "GET",
    path: "/api/calendar/[token]/schedule.ics",
    access: "public",
    summary: "What its owner sees of the schedule, as iCalendar; whoever has the address may read it",
    params: z.object({ token: CalendarToken }),
    produces: "text/calendar",
    head: true,
  },
});
