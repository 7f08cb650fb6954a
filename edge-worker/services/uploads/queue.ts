import type { Database } from "better-sqlite3";
import type { UploadPurpose } from "@/lib/contracts/uploads";

/** A file that web is to have. A poster's length and hash are taken when it is sent. */
export type UploadJob = {
  uploadId: string;
  fileId: string;
  purpose: UploadPurpose;
  /** Below MEDIA_DIR. */
  path: string;
  sha256: string | null;
  cameraId: number | null;
  queuedAt: string;
  /** How often what arrived was not what was sent. */
  damaged: number;
};

/** What goes first. Somebody waits for what was asked for; an alert shows the poster, then the clip of its event. */
export const PRIORITY = { asked: 0, poster: 1, eventClip: 2, clip: 3, photo: 4, recording: 5 } as const;
export type Priority = (typeof PRIORITY)[keyof typeof PRIORITY];
export type QueuedJob = UploadJob & { priority: Priority };

/** What waits to be sent. Durable when a call returns; part of the transaction it is called in. */
export interface UploadQueue {
  /** Queued already, it keeps its place or moves forward. */
  add(job: UploadJob, priority: Priority): void;
  /** The first that is not among these. */
  next(except: ReadonlySet<string>): QueuedJob | null;
  update(job: UploadJob): void;
  remove(uploadId: string): void;
  size(): number;
}

const SCHEMA = `
  create table if not exists uploads (
    seq integer primary key autoincrement,
    upload_id text not null unique,
    priority integer not null,
    row text not null
  );
  create index if not exists uploads_in_order on uploads (priority, seq);
`;

type Stored = { priority: Priority; row: string };

export function sqliteUploadQueue(db: Database): UploadQueue {
  db.exec(SCHEMA);
  const insert = db.prepare(`
    insert into uploads (upload_id, priority, row) values (?, ?, ?)
    on conflict (upload_id) do update set priority = min(priority, excluded.priority)
  `);
  const inOrder = db.prepare<[number], Stored>("select priority, row from uploads order by priority, seq limit ?");
  const update = db.prepare("update uploads set row = ? where upload_id = ?");
  const remove = db.prepare("delete from uploads where upload_id = ?");
  const count = db.prepare<[], { n: number }>("select count(*) as n from uploads");
  const read = ({ priority, row }: Stored): QueuedJob => ({ ...(JSON.parse(row) as UploadJob), priority });
  return {
    add: (job, priority) => void insert.run(job.uploadId, priority, JSON.stringify(job)),
    next: (except) =>
      inOrder
        .all(except.size + 1)
        .map(read)
        .find(({ uploadId }) => !except.has(uploadId)) ?? null,
    update: (job) => void update.run(JSON.stringify(job), job.uploadId),
    remove: (uploadId) => void remove.run(uploadId),
    size: () => count.get()!.n,
  };
}
