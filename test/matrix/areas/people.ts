import { type Entries, plain, type Question } from "../entry";

type Names =
  | "clubList"
  | "clubCreate"
  | "club"
  | "clubUpdate"
  | "userList"
  | "userInvite"
  | "user"
  | "userUpdate"
  | "userReset";

const byId: Question = { ask: ({ user }) => ({ params: { id: user } }) };
const player = { name: "New player", email: "new@example.org", role: "PLAYER" };

/** Clubs and the people in them. */
export const peopleEntries: Entries<Names> = {
  clubList: { who: "* c - -", status: 200, questions: plain },
  clubCreate: { who: "* - - -", status: 201, questions: [{ ask: () => ({ body: { name: "New club" } }) }] },
  club: { who: "* c - -", status: 200, questions: [{ ask: ({ club }) => ({ params: { id: club } }) }] },
  clubUpdate: {
    who: "* c - -",
    status: 200,
    questions: [{ ask: ({ club }) => ({ params: { id: club }, body: { sharing_allowed: false } }) }],
  },
  userList: {
    who: "* c - -",
    status: 200,
    questions: [
      { ask: () => ({}) },
      { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true },
      { ask: () => ({ query: { q: "member" } }) },
    ],
  },
  userInvite: {
    who: "* c - -",
    status: 201,
    questions: [
      { ask: ({ club }) => ({ body: { ...player, club_id: club } }) },
      // A role above one's own is nobody's to give.
      { ask: () => ({ body: { ...player, role: "SUPER_ADMIN" } }), who: "* 403 - -" },
    ],
  },
  user: { who: "* c - -", status: 200, questions: [byId] },
  userUpdate: {
    who: "* c - -",
    status: 200,
    questions: [
      { ask: (...sides) => ({ ...byId.ask(...sides), body: { name: "Renamed" } }) },
      { ask: (...sides) => ({ ...byId.ask(...sides), body: { disabled: true } }) },
      { ask: ({ club }, { user }) => ({ params: { id: user }, body: { club_id: club } }), who: "* c - -" },
    ],
  },
  userReset: { who: "* c - -", status: 201, questions: [byId] },
};
