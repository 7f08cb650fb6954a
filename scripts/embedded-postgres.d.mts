import type { ChildProcess } from "node:child_process";

export type EmbeddedPostgres = { url: string; child: ChildProcess; stop(): Promise<void> };
export function startPostgres(options: {
  dataDir: string;
  port: number;
  user?: string;
  password?: string;
  database?: string;
  settings?: Record<string, string>;
}): Promise<EmbeddedPostgres>;
