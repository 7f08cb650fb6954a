import path from "node:path";
import { defineConfig } from "prisma/config";

// npm does not carry Prisma's native schema engine and this project installs offline: the wasm build stands in for it.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(import.meta.dirname, "scripts/prisma-schema-engine.mjs");
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "node --import tsx prisma/seed.ts" },
  datasource: { url: process.env.DATABASE_URL ?? "postgresql://vigie:vigie@127.0.0.1:54330/vigie" },
});
