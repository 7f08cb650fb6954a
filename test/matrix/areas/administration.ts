import type { Entries, Question } from "../entry";

type Names = "courtCreate" | "courtUpdate" | "courtDelete" | "deviceList" | "device" | "auditList" | "auditExport";

const log: Question[] = [
  { ask: () => ({}) },
  { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true },
  // Who is looked for by name is found among one's own.
  { ask: () => ({ query: { actor: "CLUB_ADMIN", target: "Court" } }) },
];

/** Courts, devices and who did what. */
export const administrationEntries: Entries<Names> = {
  courtCreate: {
    who: "* c - -",
    status: 201,
    questions: [{ ask: ({ club }) => ({ body: { name: "New court", club_id: club } }) }],
  },
  courtUpdate: {
    who: "* c - -",
    status: 200,
    questions: [{ ask: ({ court }) => ({ params: { id: court }, body: { name: "Renamed" } }) }],
  },
  courtDelete: {
    who: "* c - -",
    status: 200,
    questions: [{ ask: ({ spareCourt }) => ({ params: { id: spareCourt } }) }],
  },
  deviceList: {
    who: "* c c -",
    status: 200,
    questions: [{ ask: () => ({}) }, { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true }],
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
  auditList: { who: "* c - -", status: 200, questions: log },
  auditExport: { who: "* c - -", status: 200, questions: log },
};
