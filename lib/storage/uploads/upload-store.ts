import { readdir, rm, stat } from "node:fs/promises";
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
  let opened: ReturnType<typeof openTus> | null = null;
  /** Not before its folder is there: the library makes it too, and ends the program where it cannot. */
  async function open() {
    await ensureFolder(folder);
    opened ??= openTus(folder);
    return opened;
  }

  async function find(id: string): Promise<StoredUpload | null> {
    const file = path.join(folder, id);
    try {
      const { files } = await open();
      const kept = Kept.parse(await files.configstore.get(id));
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
      const { tus } = await open();
      return tus.handleWeb(request);
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

function openTus(folder: string) {
  const files = new FileStore({ directory: folder });
  const tus = new Server({
    ...{ path: "/api/uploads", datastore: files, relativeLocation: true, allowedOrigins: () => false },
    namingFunction: (_request, metadata) => uploadIdOf(AskedUpload.omit({ bytes: true }).parse(metadata)),
  });
  return { files, tus };
}
