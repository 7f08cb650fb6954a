import {
  createReadStream,
  existsSync,
  openSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashFile } from "@/lib/storage/hash-file";
import { type RealWeb, startRealWeb } from "./real-web.fixture";

let real: RealWeb;
beforeAll(async () => {
  real = await startRealWeb();
});
afterAll(() => real.stop());

const never = new AbortController().signal;
const arrived = (job: { path: string }) => path.join(real.mediaDir, job.path);
const row = (id: string) => real.db.mediaFile.findUniqueOrThrow({ where: { id } });

test("through cuts it goes on where it was, and arrives whole", async () => {
  const job = await real.report(4);
  const total = 4 * 1024 * 1024;
  const send = real.sender({ kbps: 32_000 });
  const begins: number[] = [];
  for (const fraction of [0.2, 0.4, 0.6, 0.8]) {
    let first: number | null = null;
    const attempt = send(job, never, (sent) => {
      first ??= sent;
      if (sent > total * fraction) real.line.cut();
    });
    await expect(attempt).rejects.toMatchObject({ code: "unavailable" });
    real.line.restore();
    begins.push(first ?? 0);
  }
  await send(job, never, () => {});
  expect(begins.slice(1).every((from, i) => from > begins[i]!)).toBe(true);
  expect(await hashFile(arrived(job))).toBe(job.sha256);
  expect(await row(job.fileId)).toMatchObject({ location: "web" });
  expect(readdirSync(path.join(real.mediaDir, ".uploads"))).toEqual([]);
  // Sent again, nothing happens: it is here.
  await send(job, never, () => {});
});

test("interrupted, it lets go of the file at once, and another program goes on with it", async () => {
  const job = await real.report(8);
  const interrupt = new AbortController();
  const reason = new Error("something else first");
  const slow = real.sender({ kbps: 40_000 });
  const attempt = slow(job, interrupt.signal, (sent) => sent > 1e6 && interrupt.abort(reason));
  await expect(attempt).rejects.toBe(reason);
  const held = () => readdirSync("/proc/self/fd").filter((fd) => linkOf(fd).startsWith(real.spool));
  await expect.poll(held).toEqual([]);
  let from: number | null = null;
  await real.sender()(job, never, (sent) => {
    from ??= sent;
  });
  expect(from).toBeGreaterThan(500_000);
  expect(await hashFile(arrived(job))).toBe(job.sha256);
});

const linkOf = (fd: string): string => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return "";
  }
};

test("no faster than it may", async () => {
  const job = await real.report(1);
  const beganMs = performance.now();
  await real.sender({ kbps: 8_000 })(job, never, () => {});
  // A megabyte at a megabyte a second, but for the piece that leaves at once.
  expect(performance.now() - beganMs).toBeGreaterThan(800);
});

test("damaged on the way, it is refused and begun again from nothing", async () => {
  const job = await real.report(1);
  const file = path.join(real.spool, job.path);
  const whole = await buffer(file);
  writeSync(openSync(file, "r+"), "damaged", 5_000);
  const send = real.sender();
  await expect(send(job, never, () => {})).rejects.toMatchObject({
    code: "unprocessable",
    details: { reason: "damaged" },
  });
  expect(existsSync(arrived(job))).toBe(false);
  writeFileSync(file, whole);
  await send(job, never, () => {});
  expect(await hashFile(arrived(job))).toBe(job.sha256);
});

async function buffer(file: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of createReadStream(file)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

test("a wrong token, a file nobody reported and one that is gone are told apart", async () => {
  const job = await real.report(1);
  const refused = (change: object, options = {}) => real.sender(options)({ ...job, ...change }, never, () => {});
  await expect(refused({}, { token: "vigied_wrong" })).rejects.toMatchObject({ code: "unauthenticated" });
  const other = "01890000-0000-7000-8000-000000000000";
  await expect(refused({ uploadId: other, fileId: other })).rejects.toMatchObject({
    code: "not_found",
    details: undefined,
  });
  rmSync(path.join(real.spool, job.path));
  await expect(refused({})).rejects.toMatchObject({ code: "not_found", details: { reason: "no_file" } });
});

test("a device that is revoked while it sends is cut off", async () => {
  const job = await real.report(8);
  let isRevoked = false;
  const attempt = real.sender({ kbps: 8_000 })(job, never, () => {
    if (isRevoked) return;
    isRevoked = true;
    void real.db.device.update({ where: { id: "pi" }, data: { revokedAt: new Date() } }).then(() => {});
  });
  await expect(attempt).rejects.toMatchObject({ code: expect.stringMatching(/unavailable|unauthenticated/) });
  expect(existsSync(arrived(job))).toBe(false);
});
