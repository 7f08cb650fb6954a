import { readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { FileStore } from "@tus/file-store";
import { Server } from "@tus/server";
import { z } from "zod";
import { AskedUpload, UploadId, uploadIdOf } from "@/lib/contracts/uploads";
import { ensureFolder, isErrno } from "../durable";

/** One that was begun. `file` is where its bytes grow, `offset` how many there are. */
export type StoredUpload = AskedUpload & { id: string; file: string; offset: number };

/** Uploads that are under way, in a folder that all web programs share. Who may continue one is the caller's to decide. */
export interface UploadStore {
  /** Answers a request of tus 1.0. A creation makes the upload anew: look with `find` first. */
  handle(request: Request): Promise<Response>;
  /** Null when it was never begun, was dropped, or what is kept of it cannot be read. */
  find(id: string): Promise<StoredUpload | null>;
  /** Drops it; dropping again changes nothing. */
  forget(id: string): Promise<void>;
  /** Bytes that were promised to uploads under way and did not come yet. */
  bytesToCome(): Promise<number>;
  /** Drops what got no byte since; returns how many. */
  dropOlderThan(moment: Date): Promise<number>;
}

const Kept = z.object({ size: z.int(), metadata: z.record(z.string(), z.string().nullable()) });

/** `folder` is on the disk the files go to, so that an upload becomes a file by one rename. */
export function createUploadStore(folder: string): UploadStore {
  /** One for all: a lock on an upload is kept in it. */
  let tus: Promise<Server> | null = null;

  async function find(id: string): Promise<StoredUpload | null> {
    const file = path.join(folder, id);
    try {
      const kept = Kept.parse(JSON.parse(await readFile(`${file}.json`, "utf8")));
      const asked = AskedUpload.parse({ ...kept.metadata, bytes: kept.size });
      return { ...asked, id, file, offset: (await stat(file)).size };
    } catch (error) {
      // A kill while it was begun leaves half a description: it is begun again.
      if (error instanceof z.ZodError || error instanceof SyntaxError || isErrno(error, "ENOENT")) return null;
      throw error;
    }
  }
  async function forget(id: string): Promise<void> {
    const file = path.join(folder, id);
    for (const name of [file, `${file}.json`]) await rm(name, { force: true });
  }
  const ids = async () => {
    const names = (await readdir(folder).catch(() => [])).map((name) => name.replace(/\.json$/, ""));
    return [...new Set(names)].filter((name) => UploadId.safeParse(name).success);
  };
  const newestOf = async (id: string) => {
    const times = [id, `${id}.json`].map((name) =>
      stat(path.join(folder, name)).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    );
    return Math.max(...(await Promise.all(times)));
  };
  return {
    async handle(request) {
      tus ??= openTus(folder).catch((error) => {
        tus = null;
        throw error;
      });
      return (await tus).handleWeb(request);
    },
    find,
    forget,
    async bytesToCome() {
      const found = await Promise.all((await ids()).map(find));
      return found.reduce((sum, one) => sum + (one ? one.bytes - one.offset : 0), 0);
    },
    async dropOlderThan(moment) {
      let dropped = 0;
      for (const id of await ids()) {
        if ((await newestOf(id)) >= moment.getTime()) continue;
        await forget(id);
        dropped += 1;
      }
      return dropped;
    },
  };
}

/**
 * The library makes the folder in a constructor that nobody can wait for, and ends the program where it cannot: the folder
 * is there before, and asked for once more behind it.
 */
async function openTus(folder: string): Promise<Server> {
  await ensureFolder(folder);
  const datastore = new FileStore({ directory: folder });
  await ensureFolder(folder);
  return new Server({
    ...{ path: "/api/uploads", datastore, relativeLocation: true, allowedOrigins: () => false },
    namingFunction: (_request, metadata) => uploadIdOf(AskedUpload.omit({ bytes: true }).parse(metadata)),
  });
}
