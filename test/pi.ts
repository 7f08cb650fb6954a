import { DeviceEvent } from "@/lib/contracts/mqtt";
import { newId } from "@/lib/core/ids";
import type { Db } from "@/lib/db/client";
import type { World } from "./domain-world";

/** A device of club `a`, beside the hub; its id. */
export async function addPi(db: Db, { tag, a }: World): Promise<string> {
  const data = { id: `pi-${tag}`, clubId: a.id, name: "Pi", tokenHash: "-" };
  return (await db.device.create({ data })).id;
}

/** Somebody steps on its mat when the world begins. */
export const press = (change: Partial<DeviceEvent> = {}): DeviceEvent =>
  DeviceEvent.parse({ event_id: newId(), type: "button.pressed", occurred_at: "2026-03-01T18:00:00+01:00", ...change });
