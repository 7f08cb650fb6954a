import path from "node:path";
import { startServer } from "@/test/fixtures/rtsp-server";

/** See stamped-camera.py. */
export const startStampedCamera = () =>
  startServer(path.join(import.meta.dirname, "stamped-camera.py"), [], { user: "", password: "", path: "/live" });
