import type { CameraView } from "@/lib/contracts/cameras";
import type { Ctx } from "../context";
import { findCamera } from "./find";
import { toCameraView } from "./view";

/** One camera, its URL redacted. */
export const getCamera = async (ctx: Ctx, id: number): Promise<CameraView> =>
  toCameraView(await findCamera(ctx, "camera:read", id));
