import { type Entries, plain } from "../entry";

type Names =
  | "sessionCreate"
  | "sessionClose"
  | "sessionList"
  | "session"
  | "recordStart"
  | "recordStop"
  | "recordExtend"
  | "recordStatus"
  | "replaySave"
  | "previewStream"
  | "previewPlaylist"
  | "previewPart"
  | "previewSnapshot"
  | "previewInfo"
  | "health"
  | "cleanup"
  | "openapi";

const OWN = "* c c o";

/** Sessions, recordings and their live pictures. */
export const videoEntries: Entries<Names> = {
  sessionCreate: {
    who: "* c c c",
    status: 201,
    questions: [
      { ask: ({ court }) => ({ body: { terrain_id: court } }) },
      { ask: ({ camera }) => ({ body: { camera_id: camera } }) },
    ],
  },
  sessionClose: {
    who: OWN,
    status: 200,
    questions: [
      { ask: ({ session }) => ({ body: { session_id: session } }) },
      { ask: ({ running }) => ({ body: { session_id: running } }) },
    ],
  },
  sessionList: {
    who: "* c c c",
    status: 200,
    questions: [{ ask: () => ({}) }, { ask: () => ({ query: { all: "true" } }) }],
  },
  session: { who: OWN, status: 200, questions: [{ ask: ({ session }) => ({ params: { id: session } }) }] },
  recordStart: {
    who: OWN,
    status: 201,
    questions: [{ ask: ({ session }) => ({ body: { session_id: session, duration_minutes: 5 } }) }],
  },
  recordStop: {
    who: OWN,
    status: 200,
    questions: [
      { ask: ({ running }) => ({ body: { session_id: running } }) },
      { ask: ({ recorded }) => ({ body: { session_id: recorded } }) },
    ],
  },
  recordExtend: {
    who: OWN,
    status: 200,
    questions: [{ ask: ({ running }) => ({ body: { session_id: running, minutes: 5 } }) }],
  },
  recordStatus: {
    who: OWN,
    status: 200,
    questions: [
      { ask: ({ running }) => ({ params: { id: running } }) },
      { ask: ({ recorded }) => ({ params: { id: recorded } }) },
    ],
  },
  replaySave: {
    who: OWN,
    status: 201,
    questions: [
      { ask: ({ session }) => ({ body: { session_id: session, seconds: 30 } }) },
      { ask: ({ running }) => ({ body: { session_id: running, seconds: 5 } }) },
    ],
  },
  previewStream: { who: OWN, status: 200, questions: [{ ask: ({ session }) => ({ params: { session } }) }] },
  previewPlaylist: {
    who: OWN,
    status: 200,
    questions: [
      { ask: ({ session }) => ({ params: { session } }) },
      { ask: ({ running }) => ({ params: { session: running }, query: { _HLS_msn: 7, _HLS_part: 1 } }) },
    ],
  },
  previewPart: {
    who: OWN,
    status: 200,
    questions: ["init-1.mp4", "7.m4s", "7.0.m4s"].map((file) => ({
      ask: ({ session }) => ({ params: { session, file } }),
    })),
  },
  previewSnapshot: { who: OWN, status: 200, questions: [{ ask: ({ session }) => ({ params: { session } }) }] },
  previewInfo: { who: OWN, status: 200, questions: [{ ask: ({ session }) => ({ params: { session } }) }] },
  health: {
    who: "all",
    status: 200,
    questions: plain,
    // Anonymous callers see the status alone.
    check: (text, { is, scope }) =>
      text.includes('"devices"') === (is?.kind === "user" && scope === undefined) ? null : "shows more or less",
  },
  cleanup: { who: "* c - -", status: 200, questions: plain },
  openapi: { who: "all", status: 200, questions: plain },
};
