import type { WebConfig } from "@/lib/config/web";

type Config = Pick<WebConfig, "MQTT_PUBLIC_URL" | "MQTT_URL" | "MQTT_HOST" | "MQTT_PORT" | "NEXTAUTH_URL">;

/** Where devices reach the message broker: as configured, else web's own broker under the name people know web by. */
export function deviceMqttUrl({ MQTT_PUBLIC_URL, MQTT_URL, MQTT_HOST, MQTT_PORT, NEXTAUTH_URL }: Config): string {
  if (MQTT_PUBLIC_URL ?? MQTT_URL) return (MQTT_PUBLIC_URL ?? MQTT_URL)!;
  // One that listens on this machine alone is reached from this machine alone.
  const isEverywhere = MQTT_HOST === "0.0.0.0" || MQTT_HOST === "::";
  const host = isEverywhere ? new URL(NEXTAUTH_URL).hostname : MQTT_HOST;
  return `mqtt://${host.includes(":") && !host.startsWith("[") ? `[${host}]` : host}:${MQTT_PORT}`;
}
