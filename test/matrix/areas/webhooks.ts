import type { Entries } from "../entry";

type Names =
  | "webhookList"
  | "webhookCreate"
  | "webhookUpdate"
  | "webhookDelete"
  | "webhookDeliveries"
  | "webhookTest"
  | "webhookSendAgain";

const who = "* c - -";
/** A documentation address (RFC 5737): it needs no name to be looked up, and nobody is there. */
const url = "https://192.0.2.7/hook";

/** Which programs hear of a club's alerts: for its administrators. */
export const webhookEntries: Entries<Names> = {
  webhookList: {
    who,
    status: 200,
    questions: [{ ask: ({ club }) => ({ query: { club_id: club } }), emptyWhenAbsent: true }],
  },
  webhookCreate: { who, status: 201, questions: [{ ask: ({ club }) => ({ body: { url, club_id: club } }) }] },
  webhookUpdate: {
    who,
    status: 200,
    questions: [{ ask: ({ webhook }) => ({ params: { id: webhook }, body: { enabled: false } }) }],
  },
  webhookDelete: { who, status: 200, questions: [{ ask: ({ webhook }) => ({ params: { id: webhook } }) }] },
  webhookDeliveries: { who, status: 200, questions: [{ ask: ({ webhook }) => ({ params: { id: webhook } }) }] },
  webhookTest: { who, status: 202, questions: [{ ask: ({ webhook }) => ({ params: { id: webhook } }) }] },
  webhookSendAgain: {
    who,
    status: 202,
    questions: [
      { ask: ({ webhook, delivery }) => ({ params: { id: webhook, delivery } }) },
      { ask: ({ delivery }, { webhook }) => ({ params: { id: webhook, delivery } }), who: "m c - -" },
    ],
  },
};
