import { type Entries, plain } from "../entry";

const SELF = "s s s s";
/** No push service is in a private network: refused from whoever may ask. */
const address = { endpoint: "https://10.0.0.8/push", keys: { p256dh: "B".repeat(87), auth: "A".repeat(22) } };

/** Being told of alerts while no page is open: about oneself, and only for browsers. */
export const pushEntries: Entries<"pushKey" | "pushSubscribe" | "pushEnd"> = {
  pushKey: { who: SELF, status: 200, questions: plain },
  pushSubscribe: { who: "422 422 422 422", status: 200, questions: [{ ask: () => ({ body: address }) }] },
  pushEnd: { who: SELF, status: 200, questions: [{ ask: () => ({ body: { endpoint: address.endpoint } }) }] },
};
