import type { DeviceStatus } from "@/lib/contracts/mqtt";

type Sample = { labels?: Record<string, string | number>; value: number | null | undefined };

/** Prometheus' text format (exposition format 0.0.4). */
export const METRICS_TYPE = "text/plain; version=0.0.4";

export type Measured = { status: DeviceStatus; connected: boolean; recordings: { sessionId: string; bytes: number }[] };

export function renderMetrics({ status, connected, recordings }: Measured): string {
  const { cameras, storage } = status;
  const perCamera = (value: (camera: DeviceStatus["cameras"][number]) => number | null): Sample[] =>
    cameras.map((camera) => ({ labels: { camera: camera.id }, value: value(camera) }));
  return [
    gauge("info", "The program that answers.", [{ labels: { version: status.version }, value: 1 }]),
    gauge("uptime_seconds", "Since the program started.", [{ value: status.uptime_s }]),
    gauge("broker_connected", "1 while there is a link to the message broker.", [{ value: connected ? 1 : 0 }]),
    gauge("outbox_messages", "Reports and events not acknowledged yet.", [{ value: status.queue_depth }]),
    gauge("outbox_dead_letters", "Messages the server refused, kept here.", [{ value: status.dead_letters }]),
    gauge("disk_free_bytes", "Where recordings are born.", [{ value: storage?.bytes_free }]),
    gauge("disk_reserved_bytes", "Kept free there.", [{ value: storage?.bytes_reserved }]),
    gauge("recordings_running", "Recordings being made now.", [{ value: recordings.length }]),
    gauge(
      "recording_bytes",
      "Durable bytes of each running recording.",
      recordings.map(({ sessionId, bytes }) => ({ labels: { session: sessionId }, value: bytes })),
    ),
    gauge(
      "camera_live",
      "1 while pictures arrive.",
      perCamera(({ state }) => (state === "live" ? 1 : 0)),
    ),
    gauge(
      "camera_frame_age_ms",
      "Age of the newest picture.",
      perCamera(({ frame_age_ms }) => frame_age_ms),
    ),
    gauge(
      "camera_reconnects",
      "Times the upstream was opened again.",
      perCamera(({ reconnects }) => reconnects),
    ),
    gauge(
      "camera_consumers",
      "Who reads this camera here.",
      perCamera(({ consumers }) => consumers),
    ),
    gauge("temperature_celsius", "Of the processor.", [{ value: status.temperature_c }]),
    gauge("clock_synced", "1 when wall time is to be trusted.", [{ value: status.clock_synced ? 1 : 0 }]),
    gauge("resident_memory_bytes", "Of this process, ffmpeg not included.", [{ value: process.memoryUsage.rss() }]),
  ].join("");
}

/** Nothing at all for what is not known. */
function gauge(name: string, help: string, samples: Sample[]): string {
  const known = samples.filter(({ value }) => value !== null && value !== undefined);
  if (known.length === 0) return "";
  const full = `vigie_edge_${name}`;
  const lines = known.map(({ labels = {}, value }) => `${full}${renderLabels(labels)} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} gauge\n${lines.join("")}`;
}

function renderLabels(labels: Record<string, string | number>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(String(value))}"`);
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}

const escapeLabel = (text: string): string => text.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
