import { z } from "zod";
import { SessionId } from "./common";

export const MIN_REPLAY_SECONDS = 5;
export const MAX_REPLAY_SECONDS = 60;

export const SaveReplay = z
  .object({ session_id: SessionId, seconds: z.int().min(MIN_REPLAY_SECONDS).max(MAX_REPLAY_SECONDS) })
  .strict();
export type SaveReplay = z.infer<typeof SaveReplay>;
