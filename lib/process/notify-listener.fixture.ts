import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** What systemd does: a socket for datagrams, each printed as a line. It lets go of the barrier's descriptor at once. */
const LISTENER = `
import os, socket, sys
listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
listener.bind(sys.argv[1])
print("bound", flush=True)
while True:
    text, fds, _, _ = socket.recv_fds(listener, 4096, 4)
    for fd in fds: os.close(fd)
    print(text.decode().replace("\\n", " "), flush=True)
`;

/** Stands where systemd listens, and tells what it heard so far. */
export async function startNotifyListener() {
  const folder = mkdtempSync(path.join(tmpdir(), "notify-"));
  const socket = path.join(folder, "notify");
  const listener = spawn("/usr/bin/python3", ["-c", LISTENER, socket], { stdio: ["ignore", "pipe", "inherit"] });
  let heard = "";
  listener.stdout.on("data", (bytes: Buffer) => {
    heard += bytes.toString();
  });
  await once(listener.stdout, "data");
  return {
    socket,
    heard: () => heard,
    stop() {
      listener.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
