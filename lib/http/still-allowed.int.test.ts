import pg from "pg";
import { expect, test, vi } from "vitest";
import { RECHECK_MS } from "@/lib/core/rounds";
import { SteppedClock } from "@/lib/core/stepped-clock";
import type { Ctx } from "@/lib/domain/context";
import { openCameraPreview, openPreview } from "@/lib/domain/preview/open";
import type { World } from "@/test/domain-world";
import { eachWorld } from "@/test/each-world";
import { bearerOf, cookieOf, serveWorld } from "@/test/served-world";
import { endWhenRefused, isStillAllowed } from "./still-allowed";

let world: World;
eachWorld((made) => {
  world = made;
  serveWorld(world);
});

const PEOPLE = 30;
const PATIENT_MS = 15_000;

test("what sixty people watch is checked with a few questions, and who lost the right loses only their own", async () => {
  const { camera, court, id: clubId } = world.a;
  const session = { clubId, courtId: court.id, cameraId: camera.id, deviceId: world.hub, createdById: world.staff.id };
  const { id } = await world.db.session.create({
    data: { ...session, id: `sess_${court.id}_1772388000000`, status: "active" },
  });
  const clock = new SteppedClock();
  const [over, ended] = [new AbortController(), new Set<number>()];
  let checks = 0;
  const people = [];
  for (let n = 0; n < PEOPLE; n++) people.push(await world.person("STAFF", world.a));
  const proofs = await Promise.all(people.flatMap((one) => [bearerOf(world, one), cookieOf(world, one)]));
  for (const [n, headers] of proofs.entries()) {
    const request = new Request("http://vigie.test/stream", { headers: headers as Record<string, string> });
    const open = (asker: Ctx) =>
      n % 4 < 2 ? openPreview(asker, id, "full") : openCameraPreview(asker, camera.id, "full");
    const ask = () => isStillAllowed(world.system, request, open).finally(() => checks++);
    void endWhenRefused(ask, { signal: over.signal, clock, finish: () => ended.add(n) });
  }
  const round = async () => {
    const all = checks + proofs.length - ended.size;
    await clock.advance(RECHECK_MS);
    await vi.waitFor(() => expect(checks).toBe(all), PATIENT_MS);
  };
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    // The first one also notes that each is in use, once a minute.
    await round();
    query.mockClear();
    await round();
    expect(query.mock.calls.length).toBeGreaterThan(0);
    expect(query.mock.calls.length).toBeLessThanOrEqual(24);
    expect(ended.size).toBe(0);
    await world.db.user.update({ where: { id: people[7]!.id }, data: { disabledAt: world.clock.now() } });
    await round();
    expect([...ended].sort()).toEqual([14, 15]);
  } finally {
    over.abort();
    query.mockRestore();
  }
});
