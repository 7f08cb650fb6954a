import type { Entries, Question } from "../entry";

type Names =
  | "deviceList"
  | "device"
  | "deviceCreate"
  | "deviceUpdate"
  | "deviceSimulate"
  | "deviceCode"
  | "deviceEnroll"
  | "deviceRotate"
  | "deviceRevoke";

const own: Question = { ask: ({ device }) => ({ params: { id: device } }) };
/** The device of everybody is a super admin's to change. */
const shared: Question = { ask: ({ hub }) => ({ params: { id: hub } }), who: "s 404 - -" };
const both = [own, shared];

/** Devices: who reads them, who lets them in. */
export const deviceEntries: Entries<Names> = {
  deviceList: {
    who: "* c c -",
    status: 200,
    questions: [
      { ask: () => ({}) },
      { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true },
      { ask: () => ({ query: { revoked: "true" } }) },
    ],
  },
  device: {
    who: "* c c -",
    status: 200,
    questions: [
      { ask: ({ device }) => ({ params: { id: device } }) },
      // The device of everybody shows each club its own.
      { ask: ({ hub }) => ({ params: { id: hub } }), who: "s s s -" },
    ],
  },
  deviceCreate: {
    who: "* c - -",
    status: 201,
    questions: [
      { ask: ({ club }) => ({ body: { id: "pi-new", name: "New", club_id: club } }) },
      { ask: () => ({ body: { id: "pi-new", name: "New" } }) },
    ],
  },
  deviceUpdate: {
    who: "* c - -",
    status: 200,
    questions: both.map(({ ask, ...question }) => ({
      ...question,
      ask: (...sides) => ({ ...ask(...sides), body: { name: "Renamed" } }),
    })),
  },
  deviceSimulate: {
    who: "* c - -",
    // The devices of this world have nothing to press: everybody who may ask is told so.
    status: 409,
    questions: both.map(({ ask, ...question }) => ({
      ...question,
      ask: (...sides) => ({ ...ask(...sides), body: { sensor: "mat" } }),
    })),
  },
  deviceCode: { who: "* c - -", status: 201, questions: both },
  deviceEnroll: {
    who: "all",
    status: 200,
    questions: [{ ask: ({ deviceCode }) => ({ body: { code: deviceCode } }), few: true }],
  },
  deviceRotate: { who: "* c - -", status: 200, questions: both },
  deviceRevoke: { who: "* c - -", status: 200, questions: both },
};
