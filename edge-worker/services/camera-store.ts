import type { Database } from "better-sqlite3";
import { CameraConfig } from "@/lib/contracts/mqtt";
import type { SecretBox } from "@/lib/core/secret-box";

export type CameraSet = { version: string; cameras: CameraConfig[] };

/** The cameras this device serves, as last told; they outlive a restart without a link. */
export interface CameraStore {
  load(): CameraSet | null;
  /** Durable when it returns. */
  save(set: CameraSet): void;
}

/** One sealed row: a camera's URL holds its password. Throws on load when EDGE_DB_KEY is not the one that sealed it. */
export function sqliteCameraStore(db: Database, secrets: SecretBox): CameraStore {
  db.exec(
    "create table if not exists camera_set (one integer primary key check (one = 1), version text not null, sealed text not null)",
  );
  const select = db.prepare<[], { version: string; sealed: string }>("select version, sealed from camera_set");
  const replace = db.prepare("insert or replace into camera_set (one, version, sealed) values (1, ?, ?)");
  return {
    load() {
      const row = select.get();
      if (!row) return null;
      return { version: row.version, cameras: CameraConfig.array().parse(JSON.parse(secrets.open(row.sealed))) };
    },
    save({ version, cameras }) {
      replace.run(version, secrets.seal(JSON.stringify(cameras)));
    },
  };
}
