import type { Database } from "better-sqlite3";
import type { ReportedFile } from "@/lib/contracts/mqtt";
import type { Gap, RecordingState } from "@/lib/contracts/recordings";

/** `starting`: persisted, its first bytes not yet on disk. Times are ISO-8601 in UTC. */
export type RecordingRow = {
  sessionId: string;
  cameraId: number;
  clubId: number;
  /** The id its file will have. */
  fileId: string;
  state: RecordingState;
  startedAt: string;
  endsAt: string;
  endedAt: string | null;
  bytes: number;
  durationSeconds: number | null;
  gaps: Gap[];
  error: string | null;
  file: ReportedFile | null;
};

/** What this device recorded, records and has to finish. Durable when a call returns. */
export interface RecordingStore {
  get(sessionId: string): RecordingRow | null;
  getByFile(fileId: string): RecordingRow | null;
  insert(row: RecordingRow): void;
  update(row: RecordingRow): void;
  remove(sessionId: string): void;
  /** Everything that is neither ready nor failed, oldest first. */
  unfinished(): RecordingRow[];
  /** What became ready or failed since, newest first. */
  finishedSince(since: Date): RecordingRow[];
  /** All changes of `work`, among them what it adds to the outbox, or none. */
  transaction(work: () => void): void;
}

const SCHEMA = `
  create table if not exists recordings (
    session_id text primary key,
    file_id text not null unique,
    state text not null,
    ended_at text,
    row text not null
  );
  create index if not exists recordings_by_state on recordings (state, ended_at);
`;

type Stored = { row: string };

export function sqliteRecordingStore(db: Database): RecordingStore {
  db.exec(SCHEMA);
  const one = (where: string) => db.prepare<[string], Stored>(`select row from recordings where ${where} = ?`);
  const bySession = one("session_id");
  const byFile = one("file_id");
  const unfinished = db.prepare<[], Stored>(
    "select row from recordings where state not in ('ready', 'failed') order by session_id",
  );
  const finished = db.prepare<[string], Stored>(
    "select row from recordings where state in ('ready', 'failed') and ended_at >= ? order by ended_at desc",
  );
  const insert = db.prepare(
    "insert into recordings (session_id, file_id, state, ended_at, row) values (@sessionId, @fileId, @state, @endedAt, @row)",
  );
  const update = db.prepare(
    "update recordings set state = @state, ended_at = @endedAt, row = @row where session_id = @sessionId",
  );
  const remove = db.prepare("delete from recordings where session_id = ?");

  const read = (stored: Stored | undefined): RecordingRow | null => (stored ? JSON.parse(stored.row) : null);
  const readAll = (stored: Stored[]): RecordingRow[] => stored.map(({ row }) => JSON.parse(row));
  const columns = (row: RecordingRow) => ({
    ...{ sessionId: row.sessionId, fileId: row.fileId, state: row.state, endedAt: row.endedAt },
    row: JSON.stringify(row),
  });
  return {
    get: (sessionId) => read(bySession.get(sessionId)),
    getByFile: (fileId) => read(byFile.get(fileId)),
    insert: (row) => void insert.run(columns(row)),
    update: (row) => void update.run(columns(row)),
    remove: (sessionId) => void remove.run(sessionId),
    unfinished: () => readAll(unfinished.all()),
    finishedSince: (since) => readAll(finished.all(since.toISOString())),
    transaction: (work) => db.transaction(work)(),
  };
}
