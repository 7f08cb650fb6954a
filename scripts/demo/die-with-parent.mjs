// Preloaded into every program the supervisor starts (`node --import`). File descriptor 3 is a pipe whose other end only
// the supervisor holds: when it ends, the supervisor is gone, even by kill -9, and nobody would ever stop us.
import { Socket } from "node:net";
import { isMainThread } from "node:worker_threads";

const GRACE_MS = 15_000;

// A worker thread, and a child our program forks, are started with the same preload; the pipe is not theirs.
if (isMainThread && process.env.VIGIE_SUPERVISOR === String(process.ppid)) {
  const pipe = new Socket({ fd: 3, readable: true, writable: false });
  const leave = () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.kill(process.pid, "SIGKILL"), GRACE_MS).unref();
  };
  pipe.once("error", leave).once("end", leave).resume();
  pipe.unref();
}
