import type { Entries, Question } from "../entry";

type Names = "courtCreate" | "courtUpdate" | "courtDelete" | "auditList" | "auditExport";

const log: Question[] = [
  { ask: () => ({}) },
  { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true },
  // Who is looked for by name is found among one's own.
  { ask: () => ({ query: { actor: "CLUB_ADMIN", target: "Court" } }) },
];

/** Courts and who did what. */
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
  auditList: { who: "* c - -", status: 200, questions: log },
  auditExport: { who: "* c - -", status: 200, questions: log },
};
