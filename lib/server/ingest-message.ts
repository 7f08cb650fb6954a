import { z } from "zod";
import { DeviceEvent, DeviceReport } from "@/lib/contracts/mqtt";
import { deviceOf } from "@/lib/mqtt/topics";

type Received = { deviceId: string; topic: string; payload: Buffer };
/** A message as far as it could be understood. `id` is what the device waits for; null when not even that was readable. */
export type IngestMessage = Received &
  (
    | { kind: "event"; id: string; event: DeviceEvent }
    | { kind: "report"; id: string; report: DeviceReport }
    | { kind: "malformed"; id: string | null; reason: string }
  );

const Uuid = z.uuid();

/** Null for a topic that names no device. Never throws: what cannot be understood is `malformed`, with the reason. */
export function readMessage(topic: string, payload: Buffer): IngestMessage | null {
  const deviceId = deviceOf(topic);
  if (!deviceId) return null;
  const received = { deviceId, topic, payload };
  const body = parseJson(payload);
  if (body === undefined) return { ...received, kind: "malformed", id: null, reason: "not JSON" };
  const malformed = (reason: string) => ({ ...received, kind: "malformed" as const, id: readableId(body), reason });

  const isReport = topic === `devices/${deviceId}/report`;
  const checked = (isReport ? DeviceReport : DeviceEvent).safeParse(body);
  if (!checked.success) return malformed(z.prettifyError(checked.error));
  const read = checked.data;
  if (read.device_id !== undefined && read.device_id !== deviceId) return malformed("device_id is not the topic's");
  return "report_id" in read
    ? { ...received, kind: "report", id: read.report_id, report: read }
    : { ...received, kind: "event", id: read.event_id, event: read };
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
}

function readableId(body: unknown): string | null {
  if (typeof body !== "object" || body === null) return null;
  const ids = [Reflect.get(body, "event_id"), Reflect.get(body, "report_id")];
  return ids.map((id) => Uuid.safeParse(id)).find((checked) => checked.success)?.data ?? null;
}
