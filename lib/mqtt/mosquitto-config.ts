import { mosquittoHash } from "@/lib/core/mosquitto-hash";
import { deviceReads, deviceWrites } from "./acl";
import { MAX_FRAME_BYTES } from "./packet-guard";

/** One line of mosquitto's password_file. */
export const mosquittoPasswordEntry = (username: string, password: string): string =>
  `${username}:${mosquittoHash(password)}\n`;

/**
 * mosquitto's acl_file with the rules of acl.ts. The device part is a pattern on the user name, so a new device needs a
 * password entry only. Two things mosquitto cannot say: who may use which client id (a device that knows another's can
 * disconnect it, never read or write for it), and that only statuses may be retained.
 */
export function mosquittoAcl(webUsername: string): string {
  return [
    `user ${webUsername}`,
    "topic readwrite #",
    "",
    ...deviceWrites("%u").map((filter) => `pattern write ${filter}`),
    ...deviceReads("%u").map((filter) => `pattern read ${filter}`),
    "",
  ].join("\n");
}

export type MosquittoSettings = {
  host: string;
  port: number;
  aclFile: string;
  passwordFile: string;
  /** A folder that survives a restart; without it retained statuses are told again by the devices. */
  persistenceDir?: string;
  tls?: { certFile: string; keyFile: string };
};

/** mosquitto.conf. Without the limits at 0 a burst of QoS 1 does not complete; autosave keeps messages over a kill. */
export function mosquittoConf({ host, port, aclFile, passwordFile, persistenceDir, tls }: MosquittoSettings): string {
  return [
    `listener ${port} ${host}`,
    ...(tls ? [`certfile ${tls.certFile}`, `keyfile ${tls.keyFile}`, "tls_version tlsv1.2"] : []),
    "allow_anonymous false",
    `password_file ${passwordFile}`,
    `acl_file ${aclFile}`,
    `message_size_limit ${MAX_FRAME_BYTES}`,
    "max_queued_messages 0",
    "max_inflight_messages 0",
    "set_tcp_nodelay true",
    ...(persistenceDir
      ? [
          "persistence true",
          `persistence_location ${persistenceDir}/`,
          "autosave_on_changes true",
          "autosave_interval 1",
        ]
      : ["persistence false"]),
    "",
  ].join("\n");
}
