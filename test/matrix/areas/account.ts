import { type Entries, plain } from "../entry";
import { PASSWORD } from "../password";

/** What people do with their own login. */
export const accountEntries: Entries<"token" | "account"> = {
  token: {
    who: "all",
    status: 200,
    questions: [
      { ask: () => ({ body: PASSWORD.right }) },
      { ask: () => ({ body: { email: { $gt: "" }, password: [] } }), status: 422 },
    ],
  },
  account: { who: "s s s s", status: 200, questions: plain },
};
