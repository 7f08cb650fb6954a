import { afterEach, describe, expect, inject, test } from "vitest";
import { figure } from "../figures";
import { pause } from "../pause";
import { chanceOf } from "../seed";
import { rainBlows } from "./blows";
import { type Journal, pressUntil } from "./journal";
import { countPresses, judgeEvents, storedPresses } from "./verdict";
import { type BrokerName, startWorld, type World } from "./world";

// R1: whatever is killed and cut, a press that was answered becomes exactly one row, in its place.

const DEVICES = 4;
/** Half of what the invariant names through each broker: 4 × 25,000 events and 300 kills together. */
const EVENTS_PER_DEVICE = 12_500;
const KILLS = inject("kills") * 3;
const REST_MS = 80;

let world: World | undefined;
afterEach(async () => {
  await world?.stop();
  world = undefined;
});

describe.each<BrokerName>(["mosquitto", "embedded"])("through %s", (broker) => {
  test(`${DEVICES} × ${EVENTS_PER_DEVICE} events, ${KILLS} kills and cut links`, async () => {
    const scenario = `storm, ${broker}`;
    const chance = chanceOf(scenario);
    world = await startWorld(broker, DEVICES);
    const { edges, db, programs, links } = world;
    await expect.poll(() => edges[0]!.press(1).catch(() => null), { timeout: 30_000 }).not.toBeNull();
    const blows = rainBlows(programs, links, chance);
    const startedMs = performance.now();
    const pressing = Promise.all(
      edges.map((edge) => pressUntil(edge, EVENTS_PER_DEVICE, chanceOf(`${scenario}, ${edge.deviceId}`), REST_MS)),
    );
    const journals = await pressing;
    while (blows.kills < KILLS) await pause(100);
    await blows.stop();
    const calmMs = performance.now();
    await expectAllStored(world, journals);
    const verdict = judgeEvents(journals, await storedPresses(db));
    const promised = journals.reduce((sum, { ids }) => sum + ids.length, 0);
    figure(scenario, "events promised", promised);
    figure(scenario, "kills", blows.kills, `>= ${KILLS}`);
    figure(scenario, "of them " + programs.map(({ name, kills }) => `${name} ${kills}`).join(", "), "");
    figure(scenario, "links cut or frozen", blows.cuts);
    figure(
      scenario,
      "seconds of storm, and until all was stored",
      `${secs(calmMs - startedMs)} + ${secs(performance.now() - calmMs)}`,
    );
    figure(scenario, "lost", verdict.lost, "0");
    figure(scenario, "twice", verdict.twice, "0");
    figure(scenario, "out of order", verdict.disordered, "0");
    for (const { name, falls } of programs) if (falls.length > 0) console.log(name, falls.length, falls.at(-1));
    expect(verdict).toEqual({ lost: 0, twice: 0, disordered: 0 });
  });
});

const secs = (ms: number): string => (ms / 1_000).toFixed(0);

/** Waits until every device has nothing left to send. What is missing then will never come. */
async function expectAllStored({ edges, db }: World, journals: readonly Journal[]): Promise<void> {
  const waiting = async () => {
    const queued = await Promise.all(edges.map((edge) => edge.queued()));
    return queued.every((count) => count === 0) ? "nothing" : queued.join(", ");
  };
  await expect.poll(waiting, { timeout: 120_000, interval: 250 }).toBe("nothing");
  expect(await countPresses(db)).toBeGreaterThan(0);
  expect(journals.length).toBe(edges.length);
}
