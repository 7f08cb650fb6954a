import { existsSync, readFileSync } from "node:fs";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import path from "node:path";
import next from "next";
import { nextDistDir } from "@/lib/config/build";
import type { WebConfig } from "@/lib/config/web";
import { createStaticFiles } from "./static-files";

export type NextApp = {
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  close(): Promise<void>;
};

/** Throws a sentence for the operator when production has no pages to serve. */
export function refuseUnbuilt({ NODE_ENV }: WebConfig, folder: string): void {
  if (NODE_ENV === "production" && !existsSync(path.join(folder, nextDistDir(), "BUILD_ID")))
    throw new Error("Vigie's pages are not built yet. Run: npm run build");
}

/** Pages and route handlers: compiled on demand outside production. */
export async function createNextApp(config: WebConfig, httpServer: Server, folder: string): Promise<NextApp> {
  const dev = config.NODE_ENV !== "production";
  // With the server at hand Next puts its own upgrade handler beside Socket.IO's.
  const app = next({ dev, dir: folder, hostname: config.HOST, port: config.PORT, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  const dist = path.join(folder, nextDistDir());
  const serveStatic = createStaticFiles(dist);
  const build = dev ? null : readFileSync(path.join(dist, "BUILD_ID"), "utf8").trim();
  return {
    handle: async (req, res) => {
      // A wall that hangs for weeks learns from any answer that there are newer pages (lib/client/server-build.ts).
      if (build) res.setHeader("X-Vigie-Build", build);
      if (dev || !serveStatic(req, res)) await handle(req, res);
    },
    close: () => app.close(),
  };
}
