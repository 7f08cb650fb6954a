import type { Entries } from "../entry";

/** Whether everything is recording, stored and reachable. */
export const overviewEntries: Entries<"overview"> = {
  overview: {
    who: "* c c -",
    status: 200,
    questions: [{ ask: () => ({}) }, { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true }],
  },
};
