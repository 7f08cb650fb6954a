import type { Database } from "better-sqlite3";

/**
 * A clip that is wanted: of an event from its trigger on, else from before its file has a name; until what became of it
 * is in the outbox.
 */
export type ClipRow = {
  clipId: string;
  cameraId: number;
  clubId: number;
  sessionId: string | null;
  eventId: string | null;
  /** Its file's, where it is not the event's or its own id: an event's clip of a second camera. */
  name?: string;
  startedAt: string;
};

/** Durable when a call returns. */
export interface ClipStore {
  begin(row: ClipRow): void;
  /** Forgets it; `tell` adds to the outbox in the same transaction. */
  end(clipId: string, tell?: () => void): void;
  /** What the last run did not end. */
  unfinished(): ClipRow[];
}

export function sqliteClipStore(db: Database): ClipStore {
  db.exec("create table if not exists clips (clip_id text primary key, row text not null)");
  const insert = db.prepare("insert or replace into clips (clip_id, row) values (?, ?)");
  const remove = db.prepare("delete from clips where clip_id = ?");
  const select = db.prepare<[], { row: string }>("select row from clips order by clip_id");
  return {
    begin: (row) => void insert.run(row.clipId, JSON.stringify(row)),
    end(clipId, tell = () => {}) {
      db.transaction(() => {
        remove.run(clipId);
        tell();
      })();
    },
    unfinished: () => select.all().map(({ row }) => JSON.parse(row)),
  };
}
