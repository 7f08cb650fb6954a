import type { Clock } from "@/lib/core/clock";
import { every } from "@/lib/core/every";
import type { Logger } from "@/lib/core/logger";
import type { UploadStore } from "@/lib/storage/uploads/upload-store";

const LOOK_MS = 10 * 60_000;
/** A device without a link for a day begins anew; until then it goes on where it was. */
const ABANDONED_MS = 24 * 3_600_000;

type Options = { uploads: Pick<UploadStore, "dropOlderThan">; clock: Clock; log: Logger };

/** Drops uploads that nobody continued for a day. What it returns ends it. */
export function keepUploads({ uploads, clock, log }: Options): () => void {
  return every({ name: "uploads", periodMs: LOOK_MS, clock, log }, async () => {
    const dropped = await uploads.dropOlderThan(new Date(clock.now().getTime() - ABANDONED_MS));
    if (dropped > 0) log.info({ dropped }, "abandoned uploads were dropped");
  });
}
