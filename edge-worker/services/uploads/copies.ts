import type { Database } from "better-sqlite3";

/** A file that is here, and that web has verified in a place of its own. */
export type Copy = { fileId: string; path: string };

/** What may go when room is needed, in the order it was sent. Durable when a call returns. */
export interface Copies {
  add(copy: Copy): void;
  oldest(): Copy | null;
  remove(fileId: string): void;
}

export function sqliteCopies(db: Database): Copies {
  db.exec(`create table if not exists upload_copies (
    seq integer primary key autoincrement,
    file_id text not null unique,
    path text not null
  )`);
  const insert = db.prepare("insert or ignore into upload_copies (file_id, path) values (?, ?)");
  const first = db.prepare<[], Copy>("select file_id as fileId, path from upload_copies order by seq limit 1");
  const remove = db.prepare("delete from upload_copies where file_id = ?");
  return {
    add: ({ fileId, path }) => void insert.run(fileId, path),
    oldest: () => first.get() ?? null,
    remove: (fileId) => void remove.run(fileId),
  };
}
