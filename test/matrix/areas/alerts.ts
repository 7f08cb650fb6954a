import type { Entries } from "../entry";

type Names =
  | "alertList"
  | "alertUpdate"
  | "alertAcknowledge"
  | "alertRuleList"
  | "alertRuleCreate"
  | "alertRuleUpdate"
  | "alertRuleDelete"
  | "eventPoster";

const who = "* c c -";
const byAdmins = "* c - -";
const self = "s s s -";
const rule = { name: "Night", kinds: ["button.pressed"] };

/** What people are told of, and by which rules. Players have no alerts. */
export const alertEntries: Entries<Names> = {
  alertList: {
    who,
    status: 200,
    questions: [
      { ask: () => ({}) },
      { ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true },
      { ask: ({ device, camera }) => ({ query: { device, camera, state: "open", after_seq: 0 } }), who: self },
    ],
  },
  alertUpdate: {
    who,
    status: 200,
    questions: [{ ask: ({ alert }) => ({ params: { id: alert }, body: { acknowledged: true } }) }],
  },
  alertAcknowledge: {
    who,
    status: 200,
    questions: [
      // Alerts of another club are passed over like those that do not exist.
      { ask: ({ alert }) => ({ body: { ids: [alert] } }), who: self },
      { ask: ({ club }) => ({ body: { all: true, club_id: club } }), emptyWhenAbsent: true },
    ],
  },
  alertRuleList: {
    who: byAdmins,
    status: 200,
    questions: [{ ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true }],
  },
  alertRuleCreate: {
    who: byAdmins,
    status: 201,
    questions: [
      { ask: ({ club }) => ({ body: { ...rule, club_id: club } }) },
      { ask: ({ camera }, { club }) => ({ body: { ...rule, club_id: club, cameras: [camera] } }), who: "m c - -" },
      { ask: ({ device }, { club }) => ({ body: { ...rule, club_id: club, devices: [device] } }), who: "m c - -" },
    ],
  },
  alertRuleUpdate: {
    who: byAdmins,
    status: 200,
    questions: [
      { ask: ({ rule: id }) => ({ params: { id }, body: { enabled: false } }) },
      { ask: ({ camera }, { rule: id }) => ({ params: { id }, body: { cameras: [camera] } }), who: "m c - -" },
    ],
  },
  alertRuleDelete: { who: byAdmins, status: 200, questions: [{ ask: ({ rule: id }) => ({ params: { id } }) }] },
  eventPoster: { who, status: 200, questions: [{ ask: ({ event }) => ({ params: { id: event } }) }] },
};
