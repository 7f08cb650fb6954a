import { z } from "zod";
import type { AuditEntry } from "@/lib/db/generated/client";
import type { Ctx } from "../context";

type Names = { actorName: (entry: AuditEntry) => string | null; targetName: (entry: AuditEntry) => string | null };

/** What the people and things in these entries are called today, in a few questions for all of them. */
export async function loadNames(ctx: Ctx, entries: readonly AuditEntry[]): Promise<Names> {
  const labels = entries.map(({ actor }) => actor);
  const [users, devices, targets] = await Promise.all([
    namesOf(ids(labels, "user").map(Number), (id) => ctx.db.user.findMany({ where: { id }, select: NAMED })),
    namesOf(ids(labels, "device"), (id) => ctx.db.device.findMany({ where: { id }, select: NAMED })),
    loadTargets(ctx, entries),
  ]);
  return {
    actorName: ({ actor }) => {
      const [kind, id = ""] = split(actor);
      return (kind === "user" ? users : devices).get(id) ?? null;
    },
    targetName: (entry) => targets.get(`${kindOf(entry)} ${entry.target}`) ?? saidName(entry),
  };
}

const NAMED = { id: true, name: true } as const;

/** What each kind of target is called. A session is called after its court, a file after its session's court. */
async function loadTargets(ctx: Ctx, entries: readonly AuditEntry[]): Promise<Map<string, string>> {
  const of = (...kinds: string[]) => entries.filter((entry) => kinds.includes(kindOf(entry))).map((e) => e.target);
  const numbers = (...kinds: string[]) =>
    of(...kinds)
      .filter((id) => /^\d{1,9}$/.test(id))
      .map(Number);
  const uuids = (...kinds: string[]) => of(...kinds).filter((id) => z.uuid().safeParse(id).success);
  const { db } = ctx;
  const found = await Promise.all([
    named("court", numbers("court"), (id) => db.court.findMany({ where: { id }, select: NAMED })),
    named("camera", numbers("camera"), (id) => db.camera.findMany({ where: { id }, select: NAMED })),
    named("user", numbers("user"), (id) => db.user.findMany({ where: { id }, select: NAMED })),
    named("club", numbers("club"), (id) => db.club.findMany({ where: { id }, select: NAMED })),
    named("device", of("device"), (id) => db.device.findMany({ where: { id }, select: NAMED })),
    named("session", of("session", "recording"), async (id) =>
      (await db.session.findMany({ where: { id }, select: PLACED })).map(placed),
    ),
    named("file", uuids("file"), async (id) =>
      (await db.mediaFile.findMany({ where: { id }, select: PLACED })).map(placed),
    ),
  ]);
  const all = new Map(found.flatMap((map) => [...map]));
  for (const [key, name] of [...all])
    if (key.startsWith("session ")) all.set(key.replace("session", "recording"), name);
  return all;
}

const PLACED = { id: true, court: { select: { name: true } }, camera: { select: { name: true } } } as const;
type Placed = { id: string; court: { name: string } | null; camera: { name: string } | null };
const placed = ({ id, court, camera }: Placed) => ({ id, name: court?.name ?? camera?.name ?? id });

type Find<Id> = (id: { in: Id[] }) => Promise<{ id: Id; name: string }[]>;

async function namesOf<Id extends string | number>(wanted: Id[], find: Find<Id>): Promise<Map<string, string>> {
  const unique = [...new Set(wanted)];
  const rows = unique.length === 0 ? [] : await find({ in: unique });
  return new Map(rows.map(({ id, name }) => [String(id), name]));
}

const named = async <Id extends string | number>(kind: string, wanted: Id[], find: Find<Id>) =>
  new Map([...(await namesOf(wanted, find))].map(([id, name]) => [`${kind} ${id}`, name]));

const kindOf = ({ action }: AuditEntry): string => action.slice(0, action.indexOf("."));
const split = (label: string): [string, string?] => {
  const at = label.indexOf(":");
  return at < 0 ? [label] : [label.slice(0, at), label.slice(at + 1)];
};
const ids = (labels: readonly string[], kind: string): string[] =>
  labels.flatMap((label) => {
    const [its, id] = split(label);
    return its === kind && id !== undefined ? [id] : [];
  });

/** The name it had, for what is gone for good. */
function saidName({ details }: AuditEntry): string | null {
  const said = z.object({ name: z.string() }).safeParse(details);
  return said.success ? said.data.name : null;
}
