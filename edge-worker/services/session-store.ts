import type { Database } from "better-sqlite3";

export type SessionRow = { sessionId: string; cameraId: number; clubId: number };

/** The sessions that are open on this device; they outlive a restart. */
export interface SessionStore {
  all(): SessionRow[];
  add(session: SessionRow): void;
  remove(sessionId: string): void;
}

export function sqliteSessionStore(db: Database): SessionStore {
  db.exec(
    "create table if not exists sessions (session_id text primary key, camera_id integer not null, club_id integer not null)",
  );
  const select = db.prepare<[], SessionRow>(
    "select session_id as sessionId, camera_id as cameraId, club_id as clubId from sessions order by session_id",
  );
  const insert = db.prepare("insert or ignore into sessions (session_id, camera_id, club_id) values (?, ?, ?)");
  const remove = db.prepare("delete from sessions where session_id = ?");
  return {
    all: () => select.all(),
    add: ({ sessionId, cameraId, clubId }) => void insert.run(sessionId, cameraId, clubId),
    remove: (sessionId) => void remove.run(sessionId),
  };
}
