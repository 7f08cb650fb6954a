import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";

/** The PEM of a private authority that vouches for the broker. Throws a sentence for the operator, naming the file. */
export function readAuthority(file: string): string {
  try {
    const pem = readFileSync(file, "utf8");
    // A file that holds no certificate would leave nobody trusted, and the connection failing without a reason.
    new X509Certificate(pem);
    return pem;
  } catch (cause) {
    throw new Error(`MQTT_CA_FILE: ${file} is no readable certificate in PEM`, { cause });
  }
}
