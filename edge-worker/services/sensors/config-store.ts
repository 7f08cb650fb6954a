import type { Database } from "better-sqlite3";
import { DeviceConfig } from "@/lib/contracts/device-config";

/** What web said last of the sensors; it outlives a restart without a link. */
export interface ConfigStore {
  load(): DeviceConfig | null;
  /** Durable when it returns. */
  save(config: DeviceConfig): void;
}

export function sqliteConfigStore(db: Database): ConfigStore {
  db.exec("create table if not exists device_config (one integer primary key check (one = 1), config text not null)");
  const select = db.prepare<[], string>("select config from device_config").pluck();
  const replace = db.prepare("insert or replace into device_config (one, config) values (1, ?)");
  return {
    load() {
      const text = select.get();
      // A newer program may have written what this one does not know; web says it again.
      return text === undefined ? null : (DeviceConfig.safeParse(JSON.parse(text)).data ?? null);
    },
    save: (config) => void replace.run(JSON.stringify(config)),
  };
}
