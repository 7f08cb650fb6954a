import { beforeEach, describe, expect, test } from "vitest";
import { OLD_TOKEN_MS, validTokenHashes } from "@/lib/auth/device-tokens";
import { hashToken } from "@/lib/auth/token-hash";
import { EnrollDevice } from "@/lib/contracts/devices";
import { DeviceStatus } from "@/lib/contracts/mqtt";
import { isMosquittoHashOf } from "@/lib/core/mosquitto-hash";
import { tokenMark } from "@/lib/core/token-mark";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { createDevice } from "./create";
import { enrollDevice } from "./enroll";
import { listDevices } from "./read";
import { renewCode } from "./renew-code";
import { revokeDevice } from "./revoke";
import { rotateDevice } from "./rotate";
import { saveStatus } from "./save-status";

let world: World;
let id: string;
eachWorld((made) => {
  world = made;
  id = `pi-${world.tag}`;
});

const admin = () => world.ctx(world.a.admin);
const anonymous = () => world.ctx({ kind: "anonymous" });
const enroll = (code: string) => enrollDevice(anonymous(), EnrollDevice.parse({ code }));
const addDevice = async () => (await createDevice(admin(), { id, name: "Mat" })).code;
const rowOf = () => world.db.device.findUniqueOrThrow({ where: { id } });
const counts = async (token: string) => validTokenHashes(await rowOf(), world.clock.now()).includes(hashToken(token));

test("a code becomes a token once, however it is typed; only hashes stay", async () => {
  const { code, command } = await addDevice();
  expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}$/);
  expect(command).toBe(`npm run edge:enroll -- http://vigie.test ${code}`);
  const enrolled = await enroll(` ${code.toLowerCase().replace("-", " ")}`);
  expect(enrolled).toMatchObject({ device_id: id, mqtt_username: id, mqtt_url: "mqtt://vigie.test:1883" });
  expect(await counts(enrolled.token)).toBe(true);
  const row = await rowOf();
  expect(isMosquittoHashOf(row.tokenVerifier!, enrolled.token)).toBe(true);
  const kept = JSON.stringify(
    [row, await world.db.deviceCode.findMany(), await world.db.auditEntry.findMany()],
    (_, v) => (typeof v === "bigint" ? Number(v) : v),
  );
  for (const secret of [code, code.replace("-", ""), enrolled.token]) expect(kept).not.toContain(secret);
  await expect(enroll(code)).rejects.toMatchObject({ code: "conflict", details: { reason: "used" } });
});

test("of ten machines with one code, one is enrolled", async () => {
  const { code } = await addDevice();
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => enroll(code)));
  const winners = all.filter((one) => one.status === "fulfilled");
  expect(winners).toHaveLength(1);
  expect(await counts(winners[0]!.value.token)).toBe(true);
});

describe("a code that is over", () => {
  test("after a quarter of an hour", async () => {
    const { code } = await addDevice();
    world.clock.advance(15 * 60_000);
    await expect(enroll(code)).rejects.toMatchObject({ code: "conflict", details: { reason: "expired" } });
  });

  test("when a newer one was made", async () => {
    const { code } = await addDevice();
    const newer = await renewCode(admin(), id);
    await expect(enroll(code)).rejects.toMatchObject({ code: "conflict", details: { reason: "ended" } });
    expect((await enroll(newer.code)).device_id).toBe(id);
  });

  test("when the device was revoked", async () => {
    const { code } = await addDevice();
    await revokeDevice(admin(), id);
    await expect(enroll(code)).rejects.toMatchObject({ code: "conflict", details: { reason: "ended" } });
  });

  test("or never was: told apart from nothing", async () => {
    await expect(enroll("AAAAA-AAAAA")).rejects.toMatchObject({ code: "not_found" });
  });
});

test("an id is taken once, in all clubs; another club's device is not found", async () => {
  await addDevice();
  const other = world.ctx(world.b.admin);
  await expect(createDevice(other, { id, name: "Mine" })).rejects.toMatchObject({ code: "conflict" });
  for (const verb of [renewCode, revokeDevice, rotateDevice])
    await expect(verb(other, id)).rejects.toMatchObject({ code: "not_found" });
  await expect(createDevice(admin(), { id: `${id}-2`, name: "Hub", club_id: null })).resolves.toMatchObject({
    device: { club_id: world.a.id },
  });
});

test("a revoked device: no token counts, it is in the list on demand, and a new code lets it come back", async () => {
  const { token } = await enroll((await addDevice()).code);
  world.devices.setOnline(id);
  expect(await revokeDevice(admin(), id)).toMatchObject({ online: false, revoked_at: expect.any(String) });
  expect(await counts(token)).toBe(false);
  const ids = async (revoked: boolean) =>
    (await listDevices(admin(), { limit: 200, revoked })).devices.map((device) => device.id);
  expect(await ids(false)).not.toContain(id);
  expect(await ids(true)).toContain(id);
  const again = await enroll((await renewCode(admin(), id)).code);
  expect([await counts(again.token), await counts(token)]).toEqual([true, false]);
});

describe("a new token", () => {
  let old: string;
  let sent: string | null;
  beforeEach(async () => {
    old = (await enroll((await addDevice()).code)).token;
    world.devices.setOnline(id);
    sent = null;
    world.devices.on({
      "token.set": ({ token }) => {
        sent = token;
        return {};
      },
    });
  });
  const seenWith = (token: string) => {
    const status = DeviceStatus.parse({
      status: "online",
      at: "2026-03-01T18:00:00.000Z",
      token_mark: tokenMark(token),
    });
    return saveStatus(world.system, id, { online: true, status, lastSeenAt: world.clock.now(), receivedAt: null });
  };

  test("counts beside the old one until the device was seen with it", async () => {
    expect(await rotateDevice(admin(), id)).toMatchObject({ rotating_since: expect.any(String) });
    expect([await counts(old), await counts(sent!)]).toEqual([true, true]);
    await seenWith(old);
    expect(await counts(old)).toBe(true);
    await seenWith(sent!);
    expect([await counts(old), await counts(sent!)]).toEqual([false, true]);
    expect(await rowOf()).toMatchObject({ nextTokenHash: null, nextTokenMadeAt: null });
  });

  test("ends the old one a day after the device said it keeps it", async () => {
    await rotateDevice(admin(), id);
    world.clock.advance(OLD_TOKEN_MS - 1);
    expect(await counts(old)).toBe(true);
    world.clock.advance(1);
    expect([await counts(old), await counts(sent!)]).toEqual([false, true]);
  });

  test("never ends the old one of a device that did not answer: it may not have heard", async () => {
    world.devices.on({
      "token.set": ({ token }) => {
        sent = token;
        throw new Error("the cable was pulled");
      },
    });
    await expect(rotateDevice(admin(), id)).rejects.toThrow("the cable");
    world.clock.advance(30 * OLD_TOKEN_MS);
    expect([await counts(old), await counts(sent!)]).toEqual([true, true]);
    await seenWith(sent!);
    expect(await counts(old)).toBe(false);
  });

  test("is not made for a device that is away or revoked", async () => {
    await revokeDevice(admin(), id);
    await expect(rotateDevice(admin(), id)).rejects.toMatchObject({ code: "conflict" });
    expect(sent).toBeNull();
  });
});
