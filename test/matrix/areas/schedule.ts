import { type Entries, plain } from "../entry";
import { PLANNED_AT } from "../world";

type Names =
  | "schedule"
  | "planCreate"
  | "planCheck"
  | "planUpdate"
  | "planCancel"
  | "planSkip"
  | "planUnskip"
  | "calendarFeed"
  | "calendarFeedCreate"
  | "calendarFeedRevoke"
  | "calendar";

const who = "* c c -";
const self = "s s s -";
const once = { starts_on: "2026-03-20", start_time: "12:00", duration_minutes: 60 };

/** Recordings planned ahead. */
export const scheduleEntries: Entries<Names> = {
  schedule: {
    who,
    status: 200,
    questions: [
      { ask: () => ({}) },
      { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true },
      { ask: ({ court }) => ({ query: { terrain_id: court } }), who: self },
    ],
  },
  planCreate: { who, status: 201, questions: [{ ask: ({ court }) => ({ body: { ...once, terrain_id: court } }) }] },
  planCheck: {
    who,
    status: 200,
    questions: [
      { ask: ({ court }) => ({ body: { ...once, terrain_id: court } }) },
      { ask: ({ plan }, { court }) => ({ body: { ...once, terrain_id: court, plan_id: plan } }) },
    ],
  },
  planUpdate: {
    who,
    status: 200,
    questions: [
      { ask: ({ plan }) => ({ params: { id: plan }, body: { title: "Renamed" } }) },
      { ask: ({ court }, { plan }) => ({ params: { id: plan }, body: { terrain_id: court } }), who: "m c c -" },
    ],
  },
  planCancel: { who, status: 200, questions: [{ ask: ({ plan }) => ({ params: { id: plan } }) }] },
  planSkip: {
    who,
    status: 200,
    questions: [{ ask: ({ plan }) => ({ params: { id: plan }, body: { starts_at: PLANNED_AT } }) }],
  },
  planUnskip: {
    who,
    status: 200,
    questions: [{ ask: ({ plan }) => ({ params: { id: plan }, query: { starts_at: PLANNED_AT } }) }],
  },
  calendarFeed: { who: self, status: 200, questions: plain },
  calendarFeedCreate: { who: self, status: 201, questions: plain },
  calendarFeedRevoke: { who: self, status: 200, questions: plain },
  // Whoever has the address reads what its owner may see.
  calendar: { who: "all", status: 200, questions: [{ ask: ({ feedToken }) => ({ params: { token: feedToken } }) }] },
};
