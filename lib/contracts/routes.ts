import { accountRoutes } from "./routes/account";
import { administrationRoutes } from "./routes/administration";
import { alertRoutes } from "./routes/alerts";
import { cameraRoutes } from "./routes/cameras";
import { deviceRoutes } from "./routes/devices";
import { eventRoutes } from "./routes/events";
import { fileRoutes } from "./routes/files";
import { overviewRoutes } from "./routes/overview";
import { peopleRoutes } from "./routes/people";
import { pushRoutes } from "./routes/push";
import { scheduleRoutes } from "./routes/schedule";
import { sharingRoutes } from "./routes/sharing";
import { define } from "./routes/spec";
import { uploadRoutes } from "./routes/uploads";
import { videoRoutes } from "./routes/video";
import { webhookRoutes } from "./routes/webhooks";

export type { Access, RouteSpec } from "./routes/spec";

/** Every route of the HTTP API. Route files, `GET /api/openapi.json` and the permission tests are held to this table. */
export const routes = define({
  ...accountRoutes,
  ...peopleRoutes,
  ...administrationRoutes,
  ...deviceRoutes,
  ...overviewRoutes,
  ...videoRoutes,
  ...fileRoutes,
  ...uploadRoutes,
  ...sharingRoutes,
  ...scheduleRoutes,
  ...cameraRoutes,
  ...eventRoutes,
  ...alertRoutes,
  ...webhookRoutes,
  ...pushRoutes,
  openapi: {
    method: "GET",
    path: "/api/openapi.json",
    access: "public",
    summary: "This description",
    produces: "application/json",
  },
});

export type RouteName = keyof typeof routes;
