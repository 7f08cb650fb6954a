import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { mosquittoConf } from "./mosquitto-config";

const file = path.resolve(import.meta.dirname, "../../deploy/mosquitto/vigie.conf");

test("the file for operators says what the tests run", () => {
  const settings = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const tested = mosquittoConf({
    ...{ host: "0.0.0.0", port: 8883, persistenceDir: "/var/lib/mosquitto" },
    ...{ aclFile: "/var/lib/vigie/mosquitto/acl", passwordFile: "/var/lib/vigie/mosquitto/passwords" },
    tls: { certFile: "/etc/mosquitto/certs/fullchain.pem", keyFile: "/etc/mosquitto/certs/privkey.pem" },
  });
  expect(settings.sort()).toEqual(tested.split("\n").filter(Boolean).sort());
});
