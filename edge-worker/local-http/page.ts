import type { CameraReport } from "@/lib/contracts/cameras";
import type { DeviceStatus } from "@/lib/contracts/mqtt";
import type { RecordingRow } from "../services/recordings/store";
import { PAGE_TEXTS, type PageLanguage } from "./page-texts";

export type PageContent = {
  deviceId: string;
  connected: boolean;
  status: DeviceStatus;
  cameraNames: ReadonlyMap<number, string>;
  recordings: readonly Pick<RecordingRow, "sessionId" | "cameraId" | "endsAt" | "bytes">[];
};
type Texts = (typeof PAGE_TEXTS)[PageLanguage];

/** The device's state for a technician standing next to it; renews itself every 5 s and needs no script. */
export function renderPage(content: PageContent, language: PageLanguage): string {
  const texts: Texts = PAGE_TEXTS[language];
  const name = escapeHtml(content.deviceId);
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5"><title>Vigie · ${name}</title><style>${STYLE}</style></head>
<body><h1>${texts.title} <code>${name}</code></h1>
<p class="${content.connected ? "good" : "bad"}">${content.connected ? texts.connected : texts.disconnected}</p>
<dl>${facts(content.status, texts)}</dl>
<h2>${texts.recordings}</h2>${renderRecordings(content, texts, language)}
<h2>${texts.cameras}</h2>${renderCameras(content, texts)}
</body></html>
`;
}

function facts(status: DeviceStatus, texts: Texts): string {
  const { storage, temperature_c: celsius } = status;
  const disk = storage && `${gib(storage.bytes_free)} GB (${texts.reserved} ${gib(storage.bytes_reserved)} GB)`;
  const rows: [string, string | null][] = [
    [texts.version, status.version],
    [texts.uptime, `${Math.floor(status.uptime_s / 3_600)} h ${Math.floor((status.uptime_s % 3_600) / 60)} min`],
    [texts.queue, String(status.queue_depth)],
    [texts.disk, disk],
    [texts.ffmpeg, status.ffmpeg_path ?? texts.missing],
    [texts.temperature, celsius === null ? null : `${celsius} °C`],
    [texts.clock, status.clock_synced ? texts.synced : texts.unsynced],
  ];
  return rows.map(([name, value]) => (value === null ? "" : `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`)).join("");
}

function renderRecordings({ recordings, cameraNames }: PageContent, texts: Texts, language: PageLanguage): string {
  if (recordings.length === 0) return `<p>${texts.noRecordings}</p>`;
  const items = recordings.map(({ sessionId, cameraId, endsAt, bytes }) => {
    const name = escapeHtml(cameraNames.get(cameraId) ?? String(cameraId));
    return `<li>${name} · <code>${escapeHtml(sessionId)}</code> · ${texts.until} ${timeOf(endsAt, language)} · ${(bytes / 1e6).toFixed(1)} MB</li>`;
  });
  return `<ul>${items.join("")}</ul>`;
}

function renderCameras({ status, cameraNames }: PageContent, texts: Texts): string {
  if (status.cameras.length === 0) return `<p>${texts.noCameras}</p>`;
  return `<div class="cameras">${status.cameras.map((camera) => renderCamera(camera, cameraNames, texts)).join("")}</div>`;
}

/** A camera nobody uses is not opened by this page: its picture is one click away. */
function renderCamera(camera: CameraReport, names: ReadonlyMap<number, string>, texts: Texts): string {
  const name = escapeHtml(names.get(camera.id) ?? String(camera.id));
  const isLive = camera.state === "live";
  const size = camera.width && camera.height ? ` · ${camera.width}×${camera.height}` : "";
  const picture = isLive ? `<img src="/cameras/${camera.id}/snapshot.jpg" alt="">` : "";
  const error = camera.error ? `<p class="bad">${escapeHtml(camera.error)}</p>` : "";
  const state = `<p class="${isLive || camera.state === "idle" ? "good" : "bad"}">${texts.states[camera.state]}${size}</p>`;
  return `<section>${picture}<h3><a href="/cameras/${camera.id}/stream.mjpeg">${name}</a></h3>${state}${error}</section>`;
}

/** In the device's own time zone: who reads this stands beside it. */
const timeOf = (iso: string, language: PageLanguage): string =>
  new Date(iso).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" });

const gib = (bytes: number): string => (bytes / 1024 ** 3).toFixed(1);

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);

const STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{max-width:60rem;margin:2rem auto;padding:0 1rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}dt{opacity:.7}dd{margin:0}
.good{color:#15803d}.bad{color:#b91c1c}@media(prefers-color-scheme:dark){.good{color:#4ade80}.bad{color:#f87171}a{color:#7dd3fc}}
.cameras{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1rem}section{border:1px solid #8884;border-radius:.5rem;padding:.75rem}
section *{margin:.2rem 0}img{width:100%;border-radius:.25rem}`;
