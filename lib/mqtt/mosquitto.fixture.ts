import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/test/free-port";
import { mosquittoAcl, mosquittoConf, mosquittoPasswordEntry } from "./mosquitto-config";

export type Mosquitto = {
  url: string;
  port: number;
  pid: number;
  /** Resolves when it ended, by whomever. */
  ended: Promise<unknown>;
  /** Reads its accounts again, as `systemctl reload mosquitto` makes it. */
  reload(): void;
  /** kill -9. */
  stop(): Promise<void>;
};

/** A real mosquitto on a free port, for tests, with our generated files, or with those in `accountsDir`. `accounts`: user name → password. */
export async function startMosquitto({
  accounts = {},
  accountsDir,
  webUsername = "web",
  port,
  tls,
}: {
  accounts?: Record<string, string>;
  accountsDir?: string;
  webUsername?: string;
  port?: number;
  tls?: { certFile: string; keyFile: string };
}): Promise<Mosquitto> {
  const dir = mkdtempSync(path.join(tmpdir(), "vigie-mosquitto-"));
  const listenPort = port ?? (await freePort());
  const confFile = path.join(dir, "conf");
  const [aclFile, passwordFile] = ["acl", "passwords"].map((name) => path.join(accountsDir ?? dir, name)) as [
    string,
    string,
  ];
  if (!accountsDir) {
    const entries = Object.entries(accounts).map(([name, word]) => mosquittoPasswordEntry(name, word));
    writeFileSync(aclFile, mosquittoAcl(webUsername));
    writeFileSync(passwordFile, entries.join(""));
  }
  const host = "127.0.0.1";
  // Started as root, mosquitto becomes its own user before it reads these.
  writeFileSync(confFile, `user root\n${mosquittoConf({ host, port: listenPort, aclFile, passwordFile, tls })}`);
  chmodSync(dir, 0o700);
  const child = spawn("mosquitto", ["-c", confFile], { stdio: ["ignore", "ignore", "pipe"] });
  let lastWords = "";
  child.stderr.on("data", (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2_000);
  });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  const exited = once(child, "exit");
  const failed = exited.then(() => Promise.reject(new Error(`mosquitto ended: ${lastWords}`)));
  await Promise.race([failed, listening(listenPort)]);
  failed.catch(() => undefined);
  return {
    url: `${tls ? "mqtts" : "mqtt"}://127.0.0.1:${listenPort}`,
    port: listenPort,
    pid: child.pid!,
    ended: exited,
    reload: () => void child.kill("SIGHUP"),
    async stop() {
      process.off("exit", kill);
      kill();
      await exited;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "close").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
