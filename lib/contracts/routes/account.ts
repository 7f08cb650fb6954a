import { z } from "zod";
import { Credentials, TokenAnswer, UserView } from "../auth";
import { ClubView } from "../courts";
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
  account: {
    method: "GET",
    path: "/api/account",
    access: "account:read",
    summary: "The account of the caller",
    answer: z.object({ user: UserView, club: ClubView.nullable() }),
  },
});
