import type { DeviceStatus } from "@/lib/contracts/mqtt";
import { Profile } from "@/lib/contracts/preview";
import type { Clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { Cameras } from "../services/cameras";
import type { Recordings } from "../services/recordings/recordings";
import type { RecordingStore } from "../services/recordings/store";
import type { Sensors } from "../services/sensors/sensors";
import { answer, answerJson, type Exchange } from "./answers";
import { METRICS_TYPE, renderMetrics } from "./metrics";
import { renderPage } from "./page";
import { languageOf } from "./page-texts";
import { sendFile } from "./send-file";
import { simulate } from "./simulate";
import type { Snapshots } from "./snapshots";
import { endWith, onGone, type Stream, streamMjpeg, streamTs } from "./streams";

export type LocalParts = {
  deviceId: string;
  cameras: Cameras;
  recordings: Pick<Recordings, "running">;
  store: Pick<RecordingStore, "get" | "getByFile">;
  snapshots: Snapshots;
  sensors: Pick<Sensors, "simulate">;
  mediaDir: string;
  readStatus(): Promise<DeviceStatus>;
  isConnected(): boolean;
  clock: Clock;
};

type Route = {
  method?: "POST";
  path: RegExp;
  run(exchange: Exchange, parts: LocalParts, match: RegExpExecArray): Promise<void>;
};

/** Everything this device answers on its own port. Anything else is `not_found`. */
export const ROUTES: readonly Route[] = [
  { path: /^\/$/, run: showPage },
  { path: /^\/health$/, run: showHealth },
  { path: /^\/metrics$/, run: showMetrics },
  { path: /^\/cameras$/, run: async (exchange, parts) => answerJson(exchange, { cameras: listCameras(parts) }) },
  {
    path: /^\/cameras\/(\d{1,10})\/stream\.ts$/,
    run: (exchange, parts, [, id]) => stream(exchange, parts, id, streamTs),
  },
  {
    path: /^\/cameras\/(\d{1,10})\/stream\.mjpeg$/,
    run: (exchange, parts, [, id]) => stream(exchange, parts, id, streamMjpeg),
  },
  { path: /^\/cameras\/(\d{1,10})\/snapshot\.jpg$/, run: sendSnapshot },
  { method: "POST", path: /^\/api\/simulate$/, run: simulate },
  { path: /^\/files\/([\w-]{1,64})$/, run: (exchange, parts, [, id]) => sendFile(exchange, id!, parts) },
];

/** Holds the camera for as long as the viewer stays. */
async function stream(exchange: Exchange, { cameras }: LocalParts, id: string | undefined, run: Stream): Promise<void> {
  const camera = cameras.get(Number(id));
  const profile = profileOf(exchange);
  if (exchange.request.method === "HEAD") return answer(exchange, 200, "application/octet-stream", new Uint8Array());
  onGone(exchange.response, cameras.hold(camera.config.id));
  endWith(camera.closed, exchange.response);
  await run(exchange, camera, profile);
}

function profileOf({ url }: Exchange): Profile {
  const profile = Profile.safeParse(url.searchParams.get("profile") ?? "full");
  if (profile.success) return profile.data;
  throw new AppError("unprocessable", "profile is tile or full.");
}

const listCameras = ({ cameras }: LocalParts) => {
  const names = cameraNames(cameras);
  return cameras.reports().map((report) => ({ ...report, name: names.get(report.id) ?? null }));
};

const cameraNames = (cameras: Cameras) => new Map(cameras.all().map(({ config }) => [config.id, config.name]));

async function showPage(exchange: Exchange, parts: LocalParts): Promise<void> {
  const { deviceId, cameras, recordings } = parts;
  const content = {
    ...{ deviceId, connected: parts.isConnected(), status: await parts.readStatus() },
    ...{ cameraNames: cameraNames(cameras), recordings: recordings.running() },
  };
  const language = languageOf(exchange.request.headers["accept-language"]);
  answer(exchange, 200, "text/html", renderPage(content, language));
}

async function showHealth(exchange: Exchange, parts: LocalParts): Promise<void> {
  const status = await parts.readStatus();
  const isAble = status.ffmpeg_available && status.storage !== null;
  const isWell = isAble && parts.isConnected() && status.clock_synced;
  answerJson(exchange, {
    ...status,
    status: isWell ? "healthy" : isAble ? "degraded" : "unhealthy",
    device_id: parts.deviceId,
    broker_connected: parts.isConnected(),
    active_recordings: parts.recordings.running().length,
  });
}

async function showMetrics(exchange: Exchange, parts: LocalParts): Promise<void> {
  const status = await parts.readStatus();
  const text = renderMetrics({ status, connected: parts.isConnected(), recordings: parts.recordings.running() });
  answer(exchange, 200, METRICS_TYPE, text);
}

async function sendSnapshot(exchange: Exchange, parts: LocalParts, [, id]: RegExpExecArray): Promise<void> {
  const { jpeg, capturedAtMs } = await parts.snapshots.take(Number(id));
  exchange.response.setHeader("X-Frame-Age-Ms", Math.max(0, Math.round(parts.clock.now().getTime() - capturedAtMs)));
  answer(exchange, 200, "image/jpeg", jpeg);
}
