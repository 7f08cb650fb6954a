import { z } from "zod";

export const DeviceHealth = z.object({
  id: z.string(),
  name: z.string(),
  online: z.boolean(),
  last_seen_at: z.string().nullable(),
  version: z.string().nullable(),
  queue_depth: z.number().nullable(),
  ffmpeg_available: z.boolean(),
  max_concurrent: z.number(),
});

/** Anonymous callers get `status` only. */
export const Health = z.object({
  status: z.enum(["healthy", "degraded", "unhealthy"]),
  ffmpeg_available: z.boolean().optional(),
  ffmpeg_path: z.string().nullable().optional(),
  active_sessions: z.number().optional(),
  active_recordings: z.number().optional(),
  max_concurrent: z.number().optional(),
  proxy_type: z.literal("internal").optional(),
  pipeline: z.literal("Camera → proxy → FFmpeg → MP4").optional(),
  devices: z.array(DeviceHealth).optional(),
});
export type Health = z.infer<typeof Health>;

export const CleanupResult = z.object({
  closed_sessions: z.number(),
  stopped_proxies: z.number(),
  salvaged: z.number(),
  quarantined: z.number(),
});
export type CleanupResult = z.infer<typeof CleanupResult>;
