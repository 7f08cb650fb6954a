import { readEventPicture } from "@/lib/contracts/event-picture";
import { DeviceEvent, DeviceReport, type FullReport, type RecordingReport } from "@/lib/contracts/mqtt";
import { systemClock } from "@/lib/core/clock";
import { createLogger } from "@/lib/core/logger";
import type { Account } from "@/lib/mqtt/acl";
import type { Bus } from "@/lib/mqtt/bus";
import { createDeviceLink } from "@/lib/mqtt/bus-device-link";
import { embeddedBroker } from "@/lib/mqtt/embedded-broker";
import { mqttBus } from "@/lib/mqtt/mqtt-bus";
import { topics, WEB_FILTERS } from "@/lib/mqtt/topics";
import { DEVICE, TOKEN } from "./edge-process.fixture";

const log = createLogger("fake-web", "silent");
const WEB = { username: "web", password: "web-password" };

export async function startBroker(port = 0) {
  const authenticate = async (username: string, password: string): Promise<Account | null> => {
    if (username === WEB.username && password === WEB.password) return { kind: "web" };
    return username === DEVICE && password === TOKEN ? { kind: "device", id: DEVICE } : null;
  };
  const broker = embeddedBroker({ host: "127.0.0.1", port, authenticate, log });
  await broker.start();
  return broker;
}

/** The server's end of the wire: commands, presence, and reports that are acknowledged once they were read. */
export async function startFakeWeb(brokerPort: number) {
  const bus: Bus = mqttBus({ ...WEB, url: `mqtt://127.0.0.1:${brokerPort}`, clientId: "web-1", log });
  const link = createDeviceLink({ bus, clock: systemClock, log });
  const reports = new Map<string, DeviceReport>();
  bus.subscribe(WEB_FILTERS.reports, ({ payload }) => {
    const report = DeviceReport.parse(JSON.parse(payload.toString()));
    reports.set(report.report_id, report);
    void bus.publish(topics.acks(DEVICE), JSON.stringify({ ids: [report.report_id] })).catch(() => undefined);
  });
  const events = new Map<string, DeviceEvent>();
  const hearEvent = ({ payload }: { payload: Buffer }): void => {
    const event = DeviceEvent.parse(JSON.parse(payload.toString()));
    events.set(event.event_id, event);
    void bus.publish(topics.acks(DEVICE), JSON.stringify({ ids: [event.event_id] })).catch(() => undefined);
  };
  bus.subscribe(WEB_FILTERS.sensors, hearEvent);
  bus.subscribe(WEB_FILTERS.captured, hearEvent);
  const pictures = new Map<string, Buffer>();
  bus.subscribe(WEB_FILTERS.posters, ({ payload }) => {
    const picture = readEventPicture(payload);
    if (picture) pictures.set(picture.eventId, picture.jpeg);
  });
  await link.start();
  await bus.start();
  const inOrder = () => [...reports.values()].sort((a, b) => a.seq - b.seq);
  return {
    ...{ bus, link },
    inOrder,
    /** What was sent at once of an event. */
    picture: (eventId: string) => pictures.get(eventId) ?? null,
    events: () => [...events.values()],
    /** Every word on one recording, in the order the device said it. */
    recording: (session: string): RecordingReport[] =>
      inOrder().flatMap((r) => (r.type === "recording" && r.data.session_id === session ? [r.data] : [])),
    lastFull: (): FullReport | undefined =>
      inOrder()
        .flatMap((r) => (r.type === "full" ? [r.data] : []))
        .at(-1),
    isOnline: () => link.presence(DEVICE).online,
    async stop() {
      await link.stop();
      await bus.stop();
    },
  };
}
export type FakeWeb = Awaited<ReturnType<typeof startFakeWeb>>;
