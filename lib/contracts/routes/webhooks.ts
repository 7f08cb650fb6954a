import { z } from "zod";
import { IdText } from "../common";
import { CreateWebhook, DeliveryId, DeliveryView, UpdateWebhook, WebhookId, WebhookView } from "../webhooks";
import { define } from "./spec";

const params = z.object({ id: WebhookId });
const webhook = z.object({ webhook: WebhookView });
const delivery = z.object({ delivery: DeliveryView });

/** Telling other programs of alerts. */
export const webhookRoutes = define({
  webhookList: {
    method: "GET",
    path: "/api/alerts/webhooks",
    access: "alert:rules",
    summary: "Programs that hear of a club's alerts",
    query: z.object({ club_id: IdText.optional() }),
    answer: z.object({ webhooks: z.array(WebhookView) }),
  },
  webhookCreate: {
    method: "POST",
    path: "/api/alerts/webhooks",
    access: "alert:rules",
    summary: "Add a webhook; the secret of its signatures is in this answer alone",
    body: CreateWebhook,
    answer: z.object({ webhook: WebhookView, secret: z.string() }),
    status: 201,
  },
  webhookUpdate: {
    method: "PATCH",
    path: "/api/alerts/webhooks/[id]",
    access: "alert:rules",
    summary: "Change a webhook, or switch it on or off; off drops what was still to be sent",
    params,
    body: UpdateWebhook,
    answer: webhook,
  },
  webhookDelete: {
    method: "DELETE",
    path: "/api/alerts/webhooks/[id]",
    access: "alert:rules",
    summary: "Remove a webhook and its log",
    params,
    answer: webhook,
  },
  webhookDeliveries: {
    method: "GET",
    path: "/api/alerts/webhooks/[id]/deliveries",
    access: "alert:rules",
    summary: "The last 50 messages and what became of them, newest first",
    params,
    answer: z.object({ deliveries: z.array(DeliveryView) }),
  },
  webhookTest: {
    method: "POST",
    path: "/api/alerts/webhooks/[id]/test",
    access: "alert:rules",
    summary: "Send a message of the type test",
    params,
    answer: delivery,
    status: 202,
  },
  webhookSendAgain: {
    method: "POST",
    path: "/api/alerts/webhooks/[id]/deliveries/[delivery]/send",
    access: "alert:rules",
    summary: "Send a message again, under the same id",
    params: params.extend({ delivery: DeliveryId }),
    answer: delivery,
    status: 202,
  },
});
