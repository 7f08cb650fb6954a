import type { Entries } from "../entry";

/** What sensors and the system saw. */
export const eventEntries: Entries<"eventList"> = {
  eventList: {
    who: "* c c -",
    status: 200,
    questions: [
      { ask: () => ({}) },
      // Another club's device or camera has no events for anybody else.
      { ask: ({ device }) => ({ query: { device } }), who: "s s s -" },
      { ask: ({ camera }) => ({ query: { camera, type: "button,camera.lost" } }), who: "s s s -" },
    ],
  },
};
