import { connectAsync } from "mqtt";
import { writeEventPicture } from "@/lib/contracts/event-picture";
import { newId } from "@/lib/core/ids";
import { topics } from "@/lib/mqtt/topics";
import { makeJpegs } from "../test/fixtures/make-pictures";
import type { Api } from "./people";

export type Press = { eventId: string; pressedAtMs: number };
export type Pi = Awaited<ReturnType<typeof enrolPi>>;

/** A device of the club of `admin`, enrolled as a real one would be, that speaks to the broker by itself. */
export async function enrolPi(admin: Api, cameraId: number) {
  const id = `pi-${newId().slice(-12)}`;
  const { code } = await admin.make<{ code: { code: string } }>("/api/devices", { id, name: "Pi of a story" });
  const answer = await admin.post("/api/devices/enroll", { code: code.code });
  const enrolled = (await answer.json()) as { token: string; mqtt_url: string; mqtt_username: string };
  const options = { clientId: id, username: enrolled.mqtt_username, password: enrolled.token };
  const broker = await connectAsync(enrolled.mqtt_url, options);

  const [picture] = await makeJpegs(1, { width: 480, height: 270 });

  /** Somebody steps on its mat, now or `agoMs` ago. */
  const press = async (agoMs = 0): Promise<Press> => {
    const [eventId, pressedAtMs] = [newId(), Date.now() - agoMs];
    const event = {
      ...{ event_id: eventId, type: "button.pressed", camera_id: cameraId, historical: agoMs > 0 },
      ...{ occurred_at: new Date(pressedAtMs).toISOString(), data: { sensor: "mat" } },
    };
    await Promise.all([
      broker.publishAsync(topics.button(id), JSON.stringify(event), { qos: 1 }),
      broker.publishAsync(topics.poster(id, cameraId), writeEventPicture(eventId, picture!), { qos: 0 }),
    ]);
    return { eventId, pressedAtMs };
  };
  const stop = async () => {
    await broker.endAsync(true);
    await admin.post(`/api/devices/${id}/revoke`, {});
  };
  return { id, press, stop };
}
