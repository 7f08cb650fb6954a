import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { DELETE, HEAD, PATCH } from "@/app/api/uploads/[id]/route";
import { OPTIONS, POST } from "@/app/api/uploads/route";
import { hashToken } from "@/lib/auth/token-hash";
import { newId, newToken } from "@/lib/core/ids";
import { runtime } from "@/lib/server/runtime";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { bearerOf, call, serveWorld } from "@/test/served-world";

const TUS = { "tus-resumable": "1.0.0" };
const BODY = { ...TUS, "content-type": "application/offset+octet-stream" };
const video = () => Buffer.concat([Buffer.from("0000001c66747970", "hex"), randomBytes(50_000)]);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const base64 = (text: string) => Buffer.from(text).toString("base64");

let world: World;
let mine: Record<string, string>;
let theirs: Record<string, string>;
eachWorld(async (made) => {
  world = made;
  serveWorld(world);
  mine = await device("pi-mine");
  theirs = await device("pi-theirs");
});

async function device(name: string) {
  const token = newToken("vigied");
  const row = { name, clubId: world.a.id, tokenHash: hashToken(token), storageId: newId() };
  await world.db.device.create({ data: { id: `${name}-${world.tag}`, ...row } });
  return { authorization: `Bearer ${token}` };
}

/** A clip that device "pi-mine" reported. */
async function reported(bytes: Buffer, change: object = {}) {
  const id = newId();
  const at = `clips/${world.a.id}/${id}.mp4`;
  const facts = { bytes: bytes.length, sha256: sha256(bytes), durationSeconds: 15, hasPoster: true };
  const place = { location: "device" as const, deviceId: `pi-mine-${world.tag}`, path: at, filename: `${id}.mp4` };
  await world.db.mediaFile.create({
    data: { id, clubId: world.a.id, kind: "clip", createdAt: world.clock.now(), ...facts, ...place, ...change },
  });
  return { id, bytes, path: path.join(world.mediaDir, at) };
}
type Reported = Awaited<ReturnType<typeof reported>>;

function begin({ id, bytes }: Pick<Reported, "id" | "bytes">, change: Record<string, string> = {}, headers = mine) {
  const metadata = { purpose: "clip", file_id: id, sha256: sha256(bytes), ...change };
  const pairs = Object.entries(metadata).map(([name, value]) => `${name} ${base64(value)}`);
  const about = { "upload-length": String(bytes.length), "upload-metadata": pairs.join(",") };
  return call(POST, { headers: { ...TUS, ...about, ...headers } });
}
const at = (offset: number) => ({ ...BODY, "upload-offset": String(offset) });
// The tus server reads the id from the address.
const withId = (handler: typeof PATCH, id: string) =>
  Object.assign(
    (request: Request, context: Parameters<typeof handler>[1]) =>
      handler(new Request(request.url.replace("[id]", id).replace("%5Bid%5D", id), request), context),
    { spec: handler.spec },
  );
const send = (id: string, offset: number, bytes: Uint8Array, headers = mine) =>
  call(withId(PATCH, id), { headers: { ...at(offset), ...headers }, params: { id }, body: bytes });
const look = (id: string, headers = mine) =>
  call(withId(HEAD, id), { headers: { ...TUS, ...headers }, params: { id } });
const row = (id: string) => world.db.mediaFile.findUniqueOrThrow({ where: { id } });
const folder = () => readdirSync(path.join(world.mediaDir, ".uploads"));

test("a file arrives in two pieces and is in the library", async () => {
  const clip = await reported(video());
  const begun = await begin(clip);
  expect([begun.status, begun.headers.get("location")]).toEqual([201, `/api/uploads/${clip.id}`]);
  expect((await send(clip.id, 0, clip.bytes.subarray(0, 20_000))).status).toBe(204);
  const half = await look(clip.id);
  expect([half.status, half.headers.get("upload-offset")]).toEqual([200, "20000"]);
  expect(await row(clip.id)).toMatchObject({ location: "device" });
  const last = await send(clip.id, 20_000, clip.bytes.subarray(20_000));
  expect([last.status, last.headers.get("upload-offset")]).toEqual([204, String(clip.bytes.length)]);
  expect(await row(clip.id)).toMatchObject({ location: "web", storageId: world.storageId });
  expect(readFileSync(clip.path).equals(clip.bytes)).toBe(true);
  expect(statSync(clip.path).mode & 0o777).toBe(0o600);
  expect(folder()).toEqual([]);
  expect(world.notices).toContainEqual(expect.objectContaining({ kind: "file", id: clip.id }));
  expect(await world.db.auditEntry.count({ where: { action: "file.arrive", target: clip.id } })).toBe(1);
});

test("asked again, a creation goes on with what there is; what is here already is complete", async () => {
  const clip = await reported(video());
  await begin(clip);
  await send(clip.id, 0, clip.bytes.subarray(0, 7_000));
  const again = await begin(clip);
  expect([again.status, again.headers.get("upload-offset")]).toEqual([201, "7000"]);
  await send(clip.id, 7_000, clip.bytes.subarray(7_000));
  expect((await begin(clip)).headers.get("upload-offset")).toBe(String(clip.bytes.length));
  expect((await look(clip.id)).headers.get("upload-offset")).toBe(String(clip.bytes.length));
  expect((await send(clip.id, 0, clip.bytes)).status).toBe(409);
});

test("bytes that are not what was announced are dropped with a sentence", async () => {
  const clip = await reported(video());
  await begin(clip);
  const damaged = Buffer.from(clip.bytes);
  damaged[9_000]! ^= 1;
  const refused = await send(clip.id, 0, damaged);
  expect(refused).toMatchObject({ status: 422, body: { error: { details: { reason: "damaged" } } } });
  expect([folder(), existsSync(clip.path), (await look(clip.id)).status]).toEqual([[], false, 404]);
  expect(await row(clip.id)).toMatchObject({ location: "device" });
});

test("a file that only says it is a video is not taken", async () => {
  const clip = await reported(randomBytes(2_000));
  await begin(clip);
  expect((await send(clip.id, 0, clip.bytes)).status).toBe(422);
});

describe("whose", () => {
  test("another device's file, an absent one and one in the trash are the same", async () => {
    const clip = await reported(video());
    await begin(clip);
    const thrown = await reported(video(), { trashedAt: world.clock.now(), location: "trash" });
    const answers = [
      await begin(clip, {}, theirs),
      await begin({ id: newId(), bytes: clip.bytes }),
      await begin(thrown),
      await send(clip.id, 0, clip.bytes, theirs),
      await call(withId(DELETE, clip.id), { headers: { ...TUS, ...theirs }, params: { id: clip.id } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(new Set(answers.map(({ body }) => body.error?.message)).size).toBe(1);
    expect((await look(clip.id, theirs)).status).toBe(404);
    expect(folder()).toHaveLength(2);
  });

  test("people do not upload here", async () => {
    const headers = await bearerOf(world, world.a.admin);
    expect(await begin(await reported(video()), {}, headers)).toMatchObject({ status: 403 });
  });

  test("its owner may drop it", async () => {
    const clip = await reported(video());
    await begin(clip);
    const headers = { ...TUS, ...mine };
    expect((await call(withId(DELETE, clip.id), { headers, params: { id: clip.id } })).status).toBe(204);
    expect(folder()).toEqual([]);
  });
});

describe("how much", () => {
  test("another length or hash than was reported is refused", async () => {
    const clip = await reported(video());
    expect((await begin({ ...clip, bytes: clip.bytes.subarray(1) })).status).toBe(422);
    expect((await begin(clip, { purpose: "recording" })).status).toBe(422);
    expect((await begin(clip, { purpose: "document" })).status).toBe(422);
  });

  test("past the limit of its kind", async () => {
    const { config } = runtime();
    serveWorld(world, { config: { ...config, UPLOAD_MAX_CLIP_MB: 0.01 } });
    expect(await begin(await reported(video()))).toMatchObject({ status: 413, body: { error: { code: "too_large" } } });
  });

  test("without room, what is under way counted", async () => {
    const { config } = runtime();
    serveWorld(world, { config: { ...config, DISK_RESERVE: "100%" } });
    const refused = await begin(await reported(video()));
    expect(refused).toMatchObject({ status: 507, body: { error: { code: "storage_full" } } });
    expect(refused.headers.get("retry-after")).toBe("60");
  });

  test("more than was announced", async () => {
    const clip = await reported(video());
    await begin(clip);
    expect((await send(clip.id, 0, Buffer.concat([clip.bytes, randomBytes(10)]))).status).toBe(413);
    expect((await send(clip.id, 5, clip.bytes.subarray(5))).status).toBe(409);
  });
});

test("a poster comes beside a video that is still away", async () => {
  const clip = await reported(video());
  const picture = Buffer.concat([Buffer.from("ffd8ffe0", "hex"), randomBytes(900)]);
  const poster = { id: clip.id, bytes: picture };
  expect((await begin(poster, { purpose: "poster" })).status).toBe(201);
  expect((await send(`${clip.id}-poster`, 0, picture)).status).toBe(204);
  expect(readFileSync(clip.path.replace(".mp4", ".jpg")).equals(picture)).toBe(true);
  expect(await row(clip.id)).toMatchObject({ location: "device", hasPoster: true });
});

describe("after a crash", () => {
  test("all bytes were there: the next look makes a file of them", async () => {
    const clip = await reported(video());
    await begin(clip);
    writeFileSync(path.join(world.mediaDir, ".uploads", clip.id), clip.bytes);
    expect((await look(clip.id)).headers.get("upload-offset")).toBe(String(clip.bytes.length));
    expect(await row(clip.id)).toMatchObject({ location: "web" });
  });

  test("it had its name and its row did not say so", async () => {
    const clip = await reported(video());
    mkdirSync(path.dirname(clip.path), { recursive: true });
    writeFileSync(clip.path, clip.bytes);
    expect((await look(clip.id)).status).toBe(200);
    expect(await row(clip.id)).toMatchObject({ location: "web", storageId: world.storageId });
  });

  test("half a description is begun again", async () => {
    const clip = await reported(video());
    await begin(clip);
    writeFileSync(path.join(world.mediaDir, ".uploads", `${clip.id}.json`), '{"id');
    expect((await look(clip.id)).status).toBe(404);
    expect((await begin(clip)).status).toBe(201);
    expect((await send(clip.id, 0, clip.bytes)).status).toBe(204);
  });
});

test("another file in its place is never written over", async () => {
  const clip = await reported(video());
  mkdirSync(path.dirname(clip.path), { recursive: true });
  writeFileSync(clip.path, "somebody else's");
  await begin(clip);
  expect(await send(clip.id, 0, clip.bytes)).toMatchObject({ status: 409 });
  expect(readFileSync(clip.path, "utf8")).toBe("somebody else's");
});

test("what nobody continued for a day goes", async () => {
  const [old, young] = [await reported(video()), await reported(video())];
  await begin(old);
  await begin(young);
  const past = new Date(Date.now() - 25 * 3_600_000);
  for (const name of [old.id, `${old.id}.json`]) utimesSync(path.join(world.mediaDir, ".uploads", name), past, past);
  const { uploads } = runtime();
  expect(await uploads.dropOlderThan(new Date(Date.now() - 24 * 3_600_000))).toBe(1);
  expect([await uploads.find(old.id), (await uploads.find(young.id))?.offset]).toEqual([null, 0]);
  expect(await uploads.bytesToCome()).toBe(young.bytes.length);
});

test("tus tells what it can do", async () => {
  const answer = await call(OPTIONS);
  expect([answer.status, answer.headers.get("tus-version")]).toEqual([204, "1.0.0"]);
  expect(answer.headers.get("access-control-allow-origin")).toBeNull();
});
