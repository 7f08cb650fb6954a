import { z } from "zod";
import { PushAddress, PushEnd } from "../push";
import { define } from "./spec";

/** Being told of alerts while no page is open. */
export const pushRoutes = define({
  pushKey: {
    method: "GET",
    path: "/api/account/push",
    access: "account:read",
    summary: "The public key that a browser subscribes with (VAPID)",
    answer: z.object({ public_key: z.string() }),
  },
  pushSubscribe: {
    method: "POST",
    path: "/api/account/push",
    access: "account:write",
    summary: "Tell this browser of alerts while no page is open, until its login is ended. Needs a login, not a token",
    body: PushAddress,
    answer: z.object({}),
  },
  pushEnd: {
    method: "POST",
    path: "/api/account/push/end",
    access: "account:write",
    summary: "Tell this browser nothing more. Idempotent",
    body: PushEnd,
    answer: z.object({}),
  },
});
