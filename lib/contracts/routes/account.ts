import { z } from "zod";
import {
  AccountLinkView,
  ChangePassword,
  CreateToken,
  LinkToken,
  LoginView,
  TokenView,
  UpdateAccount,
  UseAccountLink,
} from "../account";
import { Credentials, TokenAnswer, UserView } from "../auth";
import { ClubView } from "../clubs";
import { NextCursor, Page } from "../common";
import { define } from "./spec";

/** Logging in, and what people do with their own account. */
export const accountRoutes = define({
  token: {
    method: "POST",
    path: "/api/auth/token",
    access: "public",
    summary: "Exchange an e-mail address and password for a bearer token",
    body: Credentials,
    answer: TokenAnswer,
  },
  accountLink: {
    method: "GET",
    path: "/api/auth/link/[token]",
    access: "public",
    summary: "Whose password a link of an invitation or a reset sets",
    params: z.object({ token: LinkToken }),
    answer: z.object({ link: AccountLinkView }),
  },
  accountLinkUse: {
    method: "POST",
    path: "/api/auth/link/[token]",
    access: "public",
    summary: "Choose a password by a link; works once and ends every login there was",
    params: z.object({ token: LinkToken }),
    body: UseAccountLink,
    answer: z.object({ user: UserView }),
  },
  account: {
    method: "GET",
    path: "/api/account",
    access: "account:read",
    summary: "The account of the caller",
    answer: z.object({ user: UserView, club: ClubView.nullable() }),
  },
  accountUpdate: {
    method: "PATCH",
    path: "/api/account",
    access: "account:write",
    summary: "Change the caller's name or language",
    body: UpdateAccount,
    answer: z.object({ user: UserView }),
  },
  passwordChange: {
    method: "POST",
    path: "/api/account/password",
    access: "account:write",
    summary: "Change the caller's password; ends their other logins and tokens",
    body: ChangePassword,
    answer: z.object({ user: UserView }),
  },
  loginList: {
    method: "GET",
    path: "/api/account/logins",
    access: "account:read",
    summary: "Where the caller is logged in, newest first",
    query: Page,
    answer: z.object({ logins: z.array(LoginView), next_cursor: NextCursor }),
  },
  loginEnd: {
    method: "DELETE",
    path: "/api/account/logins/[id]",
    access: "account:write",
    summary: "End one login of the caller",
    params: z.object({ id: z.uuid() }),
    answer: z.object({ login: LoginView }),
  },
  logOutEverywhere: {
    method: "POST",
    path: "/api/account/log-out-everywhere",
    access: "account:write",
    summary: "End every login and token of the caller, this one too",
    answer: z.object({ user: UserView }),
  },
  tokenList: {
    method: "GET",
    path: "/api/tokens",
    access: "token:manage",
    summary: "The caller's tokens that work, newest first",
    query: Page,
    answer: z.object({ tokens: z.array(TokenView), next_cursor: NextCursor }),
  },
  tokenCreate: {
    method: "POST",
    path: "/api/tokens",
    access: "token:manage",
    summary: "Make a token; its secret is shown this once",
    body: CreateToken,
    answer: z.object({ token: z.string(), api_token: TokenView }),
    status: 201,
  },
  tokenRevoke: {
    method: "DELETE",
    path: "/api/tokens/[id]",
    access: "token:manage",
    summary: "Revoke a token of the caller",
    params: z.object({ id: z.uuid() }),
    answer: z.object({ api_token: TokenView }),
  },
});
