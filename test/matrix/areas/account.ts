import { type Entries, plain, type Question } from "../entry";
import { PASSWORD } from "../password";

type Names =
  | "token"
  | "accountLink"
  | "accountLinkUse"
  | "account"
  | "accountUpdate"
  | "passwordChange"
  | "loginList"
  | "loginEnd"
  | "logOutEverywhere"
  | "tokenList"
  | "tokenCreate"
  | "tokenRevoke";

const SELF = "s s s s";
const OWN = "o o o o";
const next = "another password that is long enough";
const link: Question = { ask: ({ linkToken }) => ({ params: { token: linkToken } }) };

/** What people do with their own login. */
export const accountEntries: Entries<Names> = {
  token: {
    who: "all",
    status: 200,
    questions: [
      { ask: () => ({ body: PASSWORD.right }) },
      { ask: () => ({ body: { email: { $gt: "" }, password: [] } }), status: 422 },
    ],
  },
  accountLink: { who: "all", status: 200, questions: [link] },
  accountLinkUse: {
    who: "all",
    status: 200,
    questions: [{ ask: (...sides) => ({ ...link.ask(...sides), body: { password: next } }), few: true }],
  },
  account: { who: SELF, status: 200, questions: plain },
  accountUpdate: { who: SELF, status: 200, questions: [{ ask: () => ({ body: { name: "Somebody new" } }) }] },
  passwordChange: {
    who: SELF,
    status: 200,
    questions: [
      { ask: () => ({ body: { current_password: PASSWORD.right.password, new_password: next } }), few: true },
      { ask: () => ({ body: { current_password: { $ne: null }, new_password: next } }), who: "422 422 422 422" },
    ],
  },
  loginList: { who: SELF, status: 200, questions: plain },
  loginEnd: { who: OWN, status: 200, questions: [{ ask: ({ login }) => ({ params: { id: login } }) }] },
  logOutEverywhere: { who: SELF, status: 200, questions: plain },
  tokenList: { who: SELF, status: 200, questions: plain },
  tokenCreate: { who: SELF, status: 201, questions: [{ ask: () => ({ body: { name: "For a program" } }) }] },
  tokenRevoke: { who: OWN, status: 200, questions: [{ ask: ({ token }) => ({ params: { id: token } }) }] },
};
