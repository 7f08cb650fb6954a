import type { routes as contract, RouteName } from "@/lib/contracts/routes";

type Contract = typeof contract;

/**
 * Method and path of a route, with its whole contract as a type only: the schemas (and zod) stay out of the browser.
 * The literal types make a path that differs from the contract a type error.
 */
export type ClientRoute<Spec = Contract[RouteName]> = {
  readonly method: Spec extends { method: infer M } ? M : never;
  readonly path: Spec extends { path: infer P } ? P : never;
  /** Sends an Idempotency-Key, and may therefore be sent again. */
  readonly idempotent?: true;
  readonly spec?: Spec;
};

type Used =
  | "account"
  | "accountLinkUse"
  | "accountUpdate"
  | "passwordChange"
  | "loginList"
  | "loginEnd"
  | "logOutEverywhere"
  | "tokenList"
  | "tokenCreate"
  | "tokenRevoke"
  | "clubList"
  | "clubCreate"
  | "club"
  | "clubUpdate"
  | "userList"
  | "userInvite"
  | "userUpdate"
  | "userReset"
  | "courts"
  | "overview"
  | "sessionCreate"
  | "sessionClose"
  | "session"
  | "recordStart"
  | "recordStop"
  | "recordExtend"
  | "replaySave"
  | "fileList"
  | "fileDownload"
  | "fileThumbnail"
  | "fileUpdate"
  | "fileDelete"
  | "schedule"
  | "planCreate"
  | "planCheck"
  | "planUpdate"
  | "planCancel"
  | "planSkip"
  | "planUnskip"
  | "calendarFeed"
  | "calendarFeedCreate"
  | "calendarFeedRevoke"
  | "filePeople"
  | "fileBulk"
  | "fileRestore"
  | "shareCreate"
  | "shareList"
  | "shareRevoke"
  | "shared"
  | "sharedVideo"
  | "sharedThumbnail"
  | "previewStream"
  | "previewPlaylist"
  | "courtCreate"
  | "courtUpdate"
  | "courtDelete"
  | "cameraList"
  | "cameraCreate"
  | "cameraUpdate"
  | "cameraDelete"
  | "cameraTest"
  | "deviceList"
  | "device"
  | "deviceCreate"
  | "deviceUpdate"
  | "deviceCode"
  | "deviceRotate"
  | "deviceRevoke"
  | "deviceSimulate"
  | "eventList"
  | "eventUpdate"
  | "eventPoster"
  | "alertList"
  | "alertUpdate"
  | "alertAcknowledge"
  | "alertRuleList"
  | "alertRuleCreate"
  | "alertRuleUpdate"
  | "alertRuleDelete"
  | "pushKey"
  | "pushSubscribe"
  | "pushEnd"
  | "webhookList"
  | "webhookCreate"
  | "webhookUpdate"
  | "webhookDelete"
  | "webhookDeliveries"
  | "webhookTest"
  | "webhookSendAgain"
  | "auditList"
  | "auditExport";

/** The routes the pages call. */
export const routes: { readonly [Name in Used]: ClientRoute<Contract[Name]> } = {
  account: { method: "GET", path: "/api/account" },
  accountLinkUse: { method: "POST", path: "/api/auth/link/[token]" },
  accountUpdate: { method: "PATCH", path: "/api/account" },
  passwordChange: { method: "POST", path: "/api/account/password" },
  loginList: { method: "GET", path: "/api/account/logins" },
  loginEnd: { method: "DELETE", path: "/api/account/logins/[id]" },
  logOutEverywhere: { method: "POST", path: "/api/account/log-out-everywhere" },
  tokenList: { method: "GET", path: "/api/tokens" },
  tokenCreate: { method: "POST", path: "/api/tokens" },
  tokenRevoke: { method: "DELETE", path: "/api/tokens/[id]" },
  clubList: { method: "GET", path: "/api/clubs" },
  clubCreate: { method: "POST", path: "/api/clubs" },
  club: { method: "GET", path: "/api/clubs/[id]" },
  clubUpdate: { method: "PATCH", path: "/api/clubs/[id]" },
  userList: { method: "GET", path: "/api/users" },
  userInvite: { method: "POST", path: "/api/users" },
  userUpdate: { method: "PATCH", path: "/api/users/[id]" },
  userReset: { method: "POST", path: "/api/users/[id]/reset" },
  courts: { method: "GET", path: "/api/courts" },
  overview: { method: "GET", path: "/api/overview" },
  sessionCreate: { method: "POST", path: "/api/video/session/create", idempotent: true },
  sessionClose: { method: "POST", path: "/api/video/session/close" },
  session: { method: "GET", path: "/api/video/session/[id]" },
  recordStart: { method: "POST", path: "/api/video/record/start", idempotent: true },
  recordStop: { method: "POST", path: "/api/video/record/stop" },
  recordExtend: { method: "POST", path: "/api/video/record/extend" },
  replaySave: { method: "POST", path: "/api/video/replay", idempotent: true },
  fileList: { method: "GET", path: "/api/video/files/list" },
  fileDownload: { method: "GET", path: "/api/video/files/[id]/download" },
  fileThumbnail: { method: "GET", path: "/api/video/files/[id]/thumbnail.jpg" },
  fileUpdate: { method: "PATCH", path: "/api/video/files/[id]" },
  fileDelete: { method: "DELETE", path: "/api/video/files/[id]/delete" },
  schedule: { method: "GET", path: "/api/schedule" },
  planCreate: { method: "POST", path: "/api/schedule", idempotent: true },
  planCheck: { method: "POST", path: "/api/schedule/check" },
  planUpdate: { method: "PATCH", path: "/api/schedule/[id]" },
  planCancel: { method: "DELETE", path: "/api/schedule/[id]" },
  planSkip: { method: "POST", path: "/api/schedule/[id]/skip" },
  planUnskip: { method: "DELETE", path: "/api/schedule/[id]/skip" },
  calendarFeed: { method: "GET", path: "/api/schedule/feed" },
  calendarFeedCreate: { method: "POST", path: "/api/schedule/feed" },
  calendarFeedRevoke: { method: "DELETE", path: "/api/schedule/feed" },
  filePeople: { method: "GET", path: "/api/video/files/people" },
  fileBulk: { method: "POST", path: "/api/video/files/bulk" },
  fileRestore: { method: "POST", path: "/api/video/files/[id]/restore" },
  shareCreate: { method: "POST", path: "/api/video/files/[id]/shares" },
  shareList: { method: "GET", path: "/api/video/files/[id]/shares" },
  shareRevoke: { method: "DELETE", path: "/api/shares/[id]" },
  shared: { method: "GET", path: "/api/shared/[token]" },
  sharedVideo: { method: "GET", path: "/api/shared/[token]/video" },
  sharedThumbnail: { method: "GET", path: "/api/shared/[token]/thumbnail.jpg" },
  previewStream: { method: "GET", path: "/api/preview/[session]/stream.mjpeg" },
  previewPlaylist: { method: "GET", path: "/api/preview/[session]/stream.m3u8" },
  courtCreate: { method: "POST", path: "/api/courts" },
  courtUpdate: { method: "PATCH", path: "/api/courts/[id]" },
  courtDelete: { method: "DELETE", path: "/api/courts/[id]" },
  cameraList: { method: "GET", path: "/api/cameras" },
  cameraCreate: { method: "POST", path: "/api/cameras" },
  cameraUpdate: { method: "PATCH", path: "/api/cameras/[id]" },
  cameraDelete: { method: "DELETE", path: "/api/cameras/[id]" },
  cameraTest: { method: "POST", path: "/api/cameras/test" },
  deviceList: { method: "GET", path: "/api/devices" },
  device: { method: "GET", path: "/api/devices/[id]" },
  deviceCreate: { method: "POST", path: "/api/devices" },
  deviceUpdate: { method: "PATCH", path: "/api/devices/[id]" },
  deviceCode: { method: "POST", path: "/api/devices/[id]/code" },
  deviceRotate: { method: "POST", path: "/api/devices/[id]/rotate" },
  deviceRevoke: { method: "POST", path: "/api/devices/[id]/revoke" },
  deviceSimulate: { method: "POST", path: "/api/devices/[id]/simulate" },
  eventList: { method: "GET", path: "/api/events" },
  eventUpdate: { method: "PATCH", path: "/api/events/[id]" },
  eventPoster: { method: "GET", path: "/api/events/[id]/poster.jpg" },
  alertList: { method: "GET", path: "/api/alerts" },
  alertUpdate: { method: "PATCH", path: "/api/alerts/[id]" },
  alertAcknowledge: { method: "POST", path: "/api/alerts/acknowledge" },
  alertRuleList: { method: "GET", path: "/api/alerts/rules" },
  alertRuleCreate: { method: "POST", path: "/api/alerts/rules" },
  alertRuleUpdate: { method: "PATCH", path: "/api/alerts/rules/[id]" },
  alertRuleDelete: { method: "DELETE", path: "/api/alerts/rules/[id]" },
  pushKey: { method: "GET", path: "/api/account/push" },
  pushSubscribe: { method: "POST", path: "/api/account/push" },
  pushEnd: { method: "POST", path: "/api/account/push/end" },
  webhookList: { method: "GET", path: "/api/alerts/webhooks" },
  webhookCreate: { method: "POST", path: "/api/alerts/webhooks" },
  webhookUpdate: { method: "PATCH", path: "/api/alerts/webhooks/[id]" },
  webhookDelete: { method: "DELETE", path: "/api/alerts/webhooks/[id]" },
  webhookDeliveries: { method: "GET", path: "/api/alerts/webhooks/[id]/deliveries" },
  webhookTest: { method: "POST", path: "/api/alerts/webhooks/[id]/test" },
  webhookSendAgain: { method: "POST", path: "/api/alerts/webhooks/[id]/deliveries/[delivery]/send" },
  auditList: { method: "GET", path: "/api/audit" },
  auditExport: { method: "GET", path: "/api/audit/export" },
};
