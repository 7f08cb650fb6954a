import { connect, type IClientOptions, type MqttClient } from "mqtt";
import { PASSWORDS, type Username } from "./broker.fixture";

/** A client that obeys none of our rules. Resolves with null when the broker refused the connection. */
export async function hostileClient(
  port: number,
  username: Username,
  options: Partial<IClientOptions> = {},
): Promise<MqttClient | null> {
  const client = connect(`mqtt://127.0.0.1:${port}`, {
    username,
    password: PASSWORDS[username],
    clientId: `${username}-hostile`,
    reconnectPeriod: 0,
    protocolVersion: 4,
    ...options,
  });
  client.on("error", () => undefined);
  const isConnected = await new Promise<boolean>((resolve) => {
    client.once("connect", () => resolve(true));
    client.once("close", () => resolve(false));
  });
  return isConnected ? client : null;
}

/** Publishes and waits until the broker has answered in whatever way: by an ack or by hanging up. */
export const publishAnyway = (client: MqttClient, topic: string, payload: string | Buffer, retain = false) =>
  new Promise<"acknowledged" | "hung up">((resolve) => {
    client.once("close", () => resolve("hung up"));
    client.publish(topic, payload, { qos: 1, retain }, (error) => resolve(error ? "hung up" : "acknowledged"));
  });

export const closed = (client: MqttClient): Promise<void> =>
  new Promise((resolve) => (client.stream.destroyed ? resolve() : void client.once("close", () => resolve())));
