import type { Entries } from "../entry";

type Names =
  | "courts"
  | "cameraList"
  | "cameraCreate"
  | "cameraTest"
  | "camera"
  | "cameraUpdate"
  | "cameraDelete"
  | "cameraStream"
  | "cameraPlaylist"
  | "cameraPart";

const fresh = { name: "New camera", source: "test" };

/** Courts and the cameras that film them. */
export const cameraEntries: Entries<Names> = {
  courts: {
    who: "* c c c",
    status: 200,
    questions: [{ ask: () => ({}) }, { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true }],
  },
  cameraList: {
    who: "* c c -",
    status: 200,
    questions: [
      { ask: () => ({}) },
      { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true },
      { ask: () => ({ query: { limit: 1, cursor: 1 } }) },
    ],
  },
  cameraCreate: {
    who: "* c - -",
    status: 201,
    questions: [
      { ask: ({ court, hub }) => ({ body: { ...fresh, court_id: court, device_id: hub } }) },
      { ask: ({ club, hub }) => ({ body: { ...fresh, club_id: club, device_id: hub } }) },
      // A court of one's own on somebody else's device, and the other way round.
      { ask: ({ device }, { court }) => ({ body: { ...fresh, court_id: court, device_id: device } }), who: "m c - -" },
      { ask: ({ court }, { device }) => ({ body: { ...fresh, court_id: court, device_id: device } }), who: "m c - -" },
    ],
  },
  cameraTest: {
    who: "* c - -",
    status: 200,
    questions: [
      { ask: ({ device }) => ({ body: { source: "rtsp", url: "rtsp://192.0.2.1/live", device_id: device } }) },
    ],
  },
  camera: { who: "* c c -", status: 200, questions: [{ ask: ({ camera }) => ({ params: { id: camera } }) }] },
  cameraUpdate: {
    who: "* c - -",
    status: 200,
    questions: [
      { ask: ({ camera }) => ({ params: { id: camera }, body: { name: "Renamed" } }) },
      {
        ask: ({ court }, { spareCamera }) => ({ params: { id: spareCamera }, body: { court_id: court } }),
        who: "m c - -",
      },
      {
        ask: ({ device }, { spareCamera }) => ({ params: { id: spareCamera }, body: { device_id: device } }),
        who: "m c - -",
      },
    ],
  },
  cameraDelete: {
    who: "* c - -",
    status: 200,
    questions: [{ ask: ({ spareCamera }) => ({ params: { id: spareCamera } }) }],
  },
  cameraStream: { who: "* c c -", status: 200, questions: [{ ask: ({ camera }) => ({ params: { id: camera } }) }] },
  cameraPlaylist: { who: "* c c -", status: 200, questions: [{ ask: ({ camera }) => ({ params: { id: camera } }) }] },
  cameraPart: {
    who: "* c c -",
    status: 200,
    questions: [{ ask: ({ camera }) => ({ params: { id: camera, file: "7.m4s" } }) }],
  },
};
