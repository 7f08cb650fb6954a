import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findViolations } from "./find-violations.mjs";

/** Every kind of forbidden arrow, each in the disguise that once slipped past a simpler check. */
const PLANTED = {
  "lib/core/up.ts": `import { x } from "@/lib/contracts/common";`,
  "lib/contracts/node.ts": `import { readFileSync } from "node:fs";`,
  "lib/contracts/up.ts": `export * from "../domain/context";`,
  "lib/media/domain.ts": `import type { Ctx } from "@/lib/domain/context";`,
  "lib/outbox/prisma.ts": `import { PrismaClient } from "@prisma/client";`,
  "lib/mqtt/lazy.ts": `export const load = () => import("@/lib/db/client");`,
  "lib/mqtt/after-template.ts": ["const a = `$", "{`}'`} '`;\nimport { x } from '@/lib/http/route';"].join(""),
  "lib/storage/after-regex.ts": `const quote = /['"\`]/;\nimport { x } from "@/lib/http/route";`,
  "lib/domain/value.ts": `import { createFrameHub } from "@/lib/media/frame-hub";`,
  "lib/domain/half-type.ts": `import { type FrameHub, createFrameHub } from "@/lib/media/frame-hub";`,
  "lib/domain/http.ts": `import { route } from "@/lib/http/route";`,
  "lib/domain/next.ts": `import { headers } from "next/headers";`,
  "components/ui/node.tsx": `import os from "node:os";`,
  "components/ui/domain.tsx": `import { listFiles } from "@/lib/domain/files/list";`,
  "app/api/x/route.ts": `import { db } from "@/lib/db/client";`,
  "app/api/y/route.ts": `import { Button } from "@/components/ui/button";`,
  "edge-worker/web-config.ts": `import { loadWebConfig } from "@/lib/config/web";`,
  "edge-worker/react.ts": `import "react";`,
  "edge-worker/env.ts": "export const home = process.env.HOME;",
  "edge-worker/taken-env.ts": "const { env } = process;\nexport const home = env.HOME;",
  "lib/http/computed-env.ts": `export const home = process["env"].HOME;`,
  "lib/server/tested.ts": `import { createWorld } from "@/test/domain-world";`,
  "lib/unknown-room/x.ts": "export {};",
};

/** What must pass: the same words where they mean nothing, and arrows that point down. */
const INNOCENT = {
  "lib/core/words.ts": `// import { x } from "@/lib/db/client";\nexport const text = "process.env"; const t = \`import "react"\`;`,
  "lib/domain/types.ts": `import type { FrameHub } from "@/lib/media/frame-hub";\nimport { type Bus } from "@/lib/mqtt/bus";`,
  "lib/media/frame-hub.ts": `import { errors } from "@/lib/core/errors";\nexport const createFrameHub = () => errors;\nexport type FrameHub = 1;`,
  "lib/config/web.ts": "export const env = process.env;",
  "lib/http/route.ts": `import { runtime } from "@/lib/server/runtime";`,
  "lib/server/runtime.ts": `import type { Ctx } from "@/lib/domain/context";`,
  "lib/media/frame-hub.test.ts": `import { x } from "@/test/domain-world";\nprocess.env.A = "1";`,
};

/** Plants each violation in a tree of its own; throws naming the ones that were not found, and the innocents that were. */
export function selfTest() {
  const root = mkdtempSync(path.join(tmpdir(), "vigie-boundaries-"));
  try {
    for (const [file, text] of Object.entries({ ...PLANTED, ...INNOCENT })) {
      mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    const accused = new Set(findViolations(root).map((line) => line.split(":")[0]));
    const missed = Object.keys(PLANTED).filter((file) => !accused.has(file));
    const wronged = Object.keys(INNOCENT).filter((file) => accused.has(file));
    if (missed.length + wronged.length > 0)
      throw new Error(
        `boundaries missed: ${missed.join(", ") || "none"}; accused wrongly: ${wronged.join(", ") || "none"}`,
      );
    return Object.keys(PLANTED).length;
  } finally {
    rmSync(root, { recursive: true });
  }
}
