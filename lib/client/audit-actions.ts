/** What may be filtered for, by kind of thing. An action that is not named here is still written, found by its family, and shown. */
export const AUDIT_ACTIONS = {
  court: ["create", "update", "delete"],
  camera: ["create", "update", "delete"],
  session: ["create", "create_failed", "close"],
  recording: ["start", "start_failed", "stop", "extend"],
  file: ["replay", "arrive", "delete", "restore", "remove", "protect", "unprotect"],
  share: ["create", "revoke"],
  alert: ["acknowledge", "reopen"],
  alert_rule: ["create", "update", "delete"],
  webhook: ["create", "update", "delete", "test", "send", "give_up"],
  plan: ["create", "update", "cancel", "skip", "unskip", "start"],
  calendar_feed: ["create", "revoke"],
  user: [
    ...["login", "logout", "logout_everywhere", "create", "invite", "reset", "password", "rename", "role"],
    ...["disable", "enable"],
  ],
  account: ["update"],
  login: ["end", "push", "push_end"],
  token: ["create", "revoke"],
  club: ["create", "update"],
  event: ["acknowledge", "unacknowledge"],
  device: ["create", "update", "configure", "simulate", "code", "enroll", "rotate", "token", "revoke"],
} as const;

export type AuditFamily = keyof typeof AUDIT_ACTIONS;
export const AUDIT_FAMILIES = Object.keys(AUDIT_ACTIONS) as AuditFamily[];
