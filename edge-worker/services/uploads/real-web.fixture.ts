import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hashToken } from "@/lib/auth/token-hash";
import { systemClock } from "@/lib/core/clock";
import { newId, newToken } from "@/lib/core/ids";
import { cuttableLink } from "@/lib/mqtt/cuttable-link.fixture";
import { startTestDatabase } from "@/test/postgres";
import { startWeb } from "@/test/running-web";
import type { UploadJob } from "./queue";
import { createSendFile } from "./send-file";

const BLOCK = randomBytes(1024 * 1024);

/** Web as it runs, a device's spool, and a line between them that can be cut. */
export async function startRealWeb() {
  const database = await startTestDatabase();
  const { db } = database;
  const club = await db.club.create({ data: { name: "Club" } });
  const token = newToken("vigied");
  await db.device.create({ data: { id: "pi", name: "Pi", clubId: club.id, tokenHash: hashToken(token) } });
  const mediaDir = mkdtempSync(path.join(tmpdir(), "vigie-library-"));
  const spool = mkdtempSync(path.join(tmpdir(), "vigie-spool-"));
  const web = await startWeb({ databaseUrl: database.url, env: { MEDIA_DIR: mediaDir, DISK_RESERVE: "1MiB" } });
  const line = await cuttableLink(Number(new URL(web.url).port));
  const webUrl = `http://127.0.0.1:${line.port}`;

  return {
    ...{ db, web, line, spool, mediaDir, webUrl, token },
    sender: (change: { kbps?: number; token?: string } = {}) =>
      createSendFile({
        ...{ mediaDir: spool, webUrl, kbps: change.kbps ?? 0, clock: systemClock },
        token: () => change.token ?? token,
      }),
    /** A video in the spool that the device reported. */
    async report(megabytes: number): Promise<UploadJob> {
      const id = newId();
      const relative = `clips/${club.id}/${id}.mp4`;
      const bytes = Buffer.concat([
        Buffer.from("0000001c66747970", "hex"),
        ...Array.from({ length: megabytes }, () => BLOCK),
        randomBytes(100),
      ]);
      const file = path.join(spool, relative);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const facts = { bytes: bytes.length, sha256, durationSeconds: 1, hasPoster: false, createdAt: new Date() };
      const where = { clubId: club.id, deviceId: "pi", path: relative, filename: `${id}.mp4` };
      await db.mediaFile.create({ data: { id, kind: "clip", location: "device", ...facts, ...where } });
      const queuedAt = new Date().toISOString();
      return { uploadId: id, fileId: id, purpose: "clip", path: relative, sha256, cameraId: 1, queuedAt, damaged: 0 };
    },
    async stop() {
      await line.stop();
      await web.remove();
      await database.stop();
      for (const folder of [mediaDir, spool]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type RealWeb = Awaited<ReturnType<typeof startRealWeb>>;
