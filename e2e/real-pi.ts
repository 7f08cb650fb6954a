import { type EdgeRig, edgeRig } from "../edge-worker/edge-process.fixture";
import type { Api } from "./people";

export type RealPi = { id: string; rig: EdgeRig };
/** Where a wire through something else leads instead. */
type Wires = { mqttPort?: number; webPort?: number };

/** A device of club 1 as the real program on a machine of its own, enrolled as a real one would be; not started yet. */
export async function enrolRealPi(
  admin: Api,
  name: string,
  env: Record<string, string>,
  wires: Wires = {},
): Promise<RealPi> {
  const id = `pi-${Date.now()}`;
  const { code } = await admin.make<{ code: { code: string } }>("/api/devices", { id, name });
  const answer = await admin.post("/api/devices/enroll", { code: code.code });
  const { token, mqtt_url } = (await answer.json()) as { token: string; mqtt_url: string };
  const through = (address: string, port: number | undefined) => {
    const url = new URL(address);
    if (port !== undefined) url.port = String(port);
    return url.href.replace(/\/$/, "");
  };
  const account = { DEVICE_ID: id, DEVICE_TOKEN: token };
  const web = { EDGE_WEB_URL: through(process.env.VIGIE_URL!, wires.webPort) };
  return { id, rig: await edgeRig(through(mqtt_url, wires.mqttPort), { ...account, ...web, ...env }) };
}
