import { type Entries, plain } from "../entry";

/** A foreign program's event, with nothing but what it must have. */
const seen = {
  event_id: "01990000-0000-7000-8000-0000000000aa",
  type: "door.open",
  occurred_at: "2026-03-01T18:00:00Z",
};

/** What sensors and the system saw. */
export const eventEntries: Entries<"eventList" | "eventSend" | "eventUpdate"> = {
  eventList: {
    who: "* c c -",
    status: 200,
    questions: [
      ...plain,
      { ask: () => ({ query: { order: "arrival" } }) },
      // Another club's device or camera has no events for anybody else.
      { ask: ({ device }) => ({ query: { device } }), who: "s s s -" },
      { ask: ({ camera }) => ({ query: { camera, type: "button,camera.lost" } }), who: "s s s -" },
    ],
  },
  eventSend: {
    who: "- - - -",
    status: 200,
    device: 200,
    questions: [
      { ask: () => ({ body: { events: [seen] } }) },
      { ask: ({ camera }) => ({ body: { events: [{ ...seen, camera_id: camera }] } }) },
      // Somebody else's event, or one in another's name, changes nothing.
      {
        ask: ({ event, device }) => ({
          body: {
            events: [
              { ...seen, event_id: event },
              { ...seen, device_id: device },
            ],
          },
        }),
      },
    ],
  },
  eventUpdate: {
    who: "* c c -",
    status: 200,
    questions: [
      { ask: ({ event }) => ({ params: { id: event }, body: { acknowledged: true } }) },
      { ask: ({ event }) => ({ params: { id: event }, body: { acknowledged: false } }) },
    ],
  },
};
