import type { Database } from "better-sqlite3";
import { Reply } from "@/lib/contracts/mqtt";
import type { ExecutedStore } from "./executed";

/** Remembers the last `limit` commands across restarts. `db` must be durable (lib/outbox/open-database.ts). */
export function sqliteExecuted(db: Database, limit = 1_000): ExecutedStore {
  db.exec(
    "CREATE TABLE IF NOT EXISTS executed (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, reply TEXT) STRICT",
  );
  const insert = db.prepare<[string, string | null]>(
    "INSERT INTO executed (id, reply) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
  );
  const update = db.prepare<[string, string]>("UPDATE executed SET reply = ? WHERE id = ?");
  const prune = db.prepare<[number]>(
    "DELETE FROM executed WHERE seq <= (SELECT seq FROM executed ORDER BY seq DESC LIMIT 1 OFFSET ?)",
  );
  const select = db.prepare<[string], { reply: string | null }>("SELECT reply FROM executed WHERE id = ?");
  const add = db.transaction((id: string, reply: string | null) => {
    insert.run(id, reply);
    prune.run(limit);
  });
  return {
    begin: (id) => void add(id, null),
    finish(reply) {
      const text = JSON.stringify(reply);
      if (update.run(text, reply.id).changes === 0) add(reply.id, text);
    },
    find(id) {
      const row = select.get(id);
      if (!row) return null;
      return row.reply === null ? { state: "begun" } : { state: "done", reply: Reply.parse(JSON.parse(row.reply)) };
    },
  };
}
