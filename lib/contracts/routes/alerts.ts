import { z } from "zod";
import {
  AcknowledgeAlerts,
  AlertId,
  AlertList,
  AlertRuleView,
  AlertView,
  CreateAlertRule,
  ListAlerts,
  UpdateAlert,
  UpdateAlertRule,
} from "../alerts";
import { IdText } from "../common";
import { define } from "./spec";

const params = z.object({ id: AlertId });
const rule = z.object({ rule: AlertRuleView });

/** What people are told of, and by which rules. */
export const alertRoutes = define({
  alertList: {
    method: "GET",
    path: "/api/alerts",
    access: "alert:read",
    summary: "Alerts, newest first; with after_seq what was raised since, oldest first",
    query: ListAlerts,
    answer: AlertList,
  },
  alertUpdate: {
    method: "PATCH",
    path: "/api/alerts/[id]",
    access: "alert:acknowledge",
    summary: "Acknowledge an alert, or take that back. Idempotent: the first to acknowledge stays the one",
    params,
    body: UpdateAlert,
    answer: z.object({ alert: AlertView }),
  },
  alertAcknowledge: {
    method: "POST",
    path: "/api/alerts/acknowledge",
    access: "alert:acknowledge",
    summary: "Acknowledge several alerts or all; answers those that changed",
    body: AcknowledgeAlerts,
    answer: z.object({ ids: z.array(AlertId) }),
  },
  alertRuleList: {
    method: "GET",
    path: "/api/alerts/rules",
    access: "alert:rules",
    summary: "Which events alert a club",
    query: z.object({ club_id: IdText.optional() }),
    answer: z.object({ rules: z.array(AlertRuleView) }),
  },
  alertRuleCreate: {
    method: "POST",
    path: "/api/alerts/rules",
    access: "alert:rules",
    summary: "Add a rule",
    body: CreateAlertRule,
    answer: rule,
    status: 201,
  },
  alertRuleUpdate: {
    method: "PATCH",
    path: "/api/alerts/rules/[id]",
    access: "alert:rules",
    summary: "Change a rule for what happens from now on",
    params,
    body: UpdateAlertRule,
    answer: rule,
  },
  alertRuleDelete: {
    method: "DELETE",
    path: "/api/alerts/rules/[id]",
    access: "alert:rules",
    summary: "Remove a rule; what it raised stays",
    params,
    answer: rule,
  },
  eventPoster: {
    method: "GET",
    path: "/api/events/[id]/poster.jpg",
    access: "event:read",
    summary: "What the camera saw when it happened: the clip's poster, or the picture sent before there is a clip",
    params,
    produces: "image/jpeg",
    head: true,
  },
});
