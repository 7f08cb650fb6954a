import { z } from "zod";
import { requireDevice } from "@/lib/auth/permissions";
import type { FromDevice } from "@/lib/contracts/events";
import { DeviceEvent, DeviceReport } from "@/lib/contracts/mqtt";
import type { Ctx } from "../context";
import { applyReports } from "../recordings/apply-reports";
import { deadLetter } from "./dead-letter";
import { type InsertedEvents, insertEvents } from "./insert";

/**
 * What a device says over HTTP where its messages do not get through: the same verbs as for those. Reports first, then
 * events, as there. Each thing stands for itself: what is malformed is rejected alone, and kept as a dead letter. Rejects
 * as a whole, having stored nothing that is not safe to send again, while Postgres is away.
 */
export async function receiveFromDevice(ctx: Ctx, { events, reports }: FromDevice): Promise<InsertedEvents> {
  const { actor } = ctx;
  requireDevice(actor);
  const [goodReports, badReports] = sort(DeviceReport, reports, "report_id");
  const [goodEvents, badEvents] = sort(DeviceEvent, events, "event_id");
  const own = goodReports.filter((report) => report.device_id === actor.id);
  const foreign = goodReports.filter((report) => report.device_id !== actor.id);
  const applied = own.length === 0 ? [] : await applyReports(ctx, actor.id, own);
  const inserted = await insertEvents(ctx, actor.id, goodEvents);
  const rejected = [
    ...[...badReports, ...badEvents].map(({ id, error }) => ({ id, error })),
    ...foreign.map(({ report_id: id }) => ({ id, error: "device_id is another device's" })),
    ...inserted.rejected,
  ];
  for (const { id, error } of rejected)
    await deadLetter(ctx, {
      ...{ deviceId: actor.id, topic: "POST /api/events", reason: error },
      payload: Buffer.from(JSON.stringify([...events, ...reports].find((one) => idOf(one) === id) ?? null)),
    });
  return { accepted: [...applied, ...inserted.accepted], duplicates: inserted.duplicates, rejected };
}

type Bad = { id: string; error: string };

function sort<T>(schema: z.ZodType<T>, things: readonly unknown[], idName: string): [T[], Bad[]] {
  const [good, bad]: [T[], Bad[]] = [[], []];
  for (const thing of things) {
    const checked = schema.safeParse(thing);
    if (checked.success) good.push(checked.data);
    else bad.push({ id: idOf(thing, idName), error: z.prettifyError(checked.error).slice(0, 1_000) });
  }
  return [good, bad];
}

/** Empty for what has none. */
function idOf(thing: unknown, name?: string): string {
  if (typeof thing !== "object" || thing === null) return "";
  const id: unknown = name
    ? Reflect.get(thing, name)
    : (Reflect.get(thing, "event_id") ?? Reflect.get(thing, "report_id"));
  return typeof id === "string" ? id.slice(0, 100) : "";
}
