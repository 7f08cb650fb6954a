import type { NextConfig } from "next";
import { nextDistDir, silenceTelemetry } from "./lib/config/build";

silenceTelemetry();

const config: NextConfig = {
  distDir: nextDistDir(),
  // Native addons and packages that must exist once in the process, not once in the bundle and once beside it.
  serverExternalPackages: [
    "better-sqlite3",
    "mqtt",
    "aedes",
    "pino",
    "onoff",
    "pg",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  images: { unoptimized: true },
  poweredByHeader: false,
  devIndicators: false,
};

export default config;
