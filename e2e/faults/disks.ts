import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const PREFIX = "vigie-fault-disk-";

const CAP_SYS_ADMIN = 21n;

/** Disks of our own are mounted: only root may do it, and in a container not even root. */
export const canMount = isAllowedToMount() && existsSync("/dev/loop-control");

function isAllowedToMount(): boolean {
  const capabilities = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return ((BigInt(`0x${capabilities ?? 0}`) >> CAP_SYS_ADMIN) & 1n) === 1n;
}

/** EXT4_IOC_SHUTDOWN without a flush: from here on nothing reaches the disk, as when its power is gone. */
const SHUT_DOWN = `
import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack("I", 2))
`;

export type PowerDisk = Awaited<ReturnType<typeof makePowerDisk>>;

/** An ext4 disk whose power can be cut. `folder` is where it is mounted. */
export async function makePowerDisk(megabytes = 512) {
  const { home, folder } = await makeFolder();
  const image = path.join(home, "image");
  await run("truncate", ["-s", `${megabytes}M`, image]);
  await run("mkfs.ext4", ["-q", "-F", image]);
  const device = (await run("losetup", ["--find", "--show", image])).stdout.trim();
  await run("mount", [device, folder]);
  return {
    folder,
    /** What is not on the disk by now is lost. Whoever has files open on it gets errors from here on. */
    cut: () => run("/usr/bin/python3", ["-c", SHUT_DOWN, folder]),
    /** After a cut, once nobody has files open on it any more. */
    async mountAgain() {
      await run("umount", [folder]);
      await run("mount", [device, folder]);
    },
    remove: () => removeDisk(home),
  };
}

/** A disk in memory of so many bytes. */
export async function makeSmallDisk(megabytes: number) {
  const { home, folder } = await makeFolder();
  await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}M`, "tmpfs", folder]);
  return { folder, remove: () => removeDisk(home) };
}

async function makeFolder() {
  const home = mkdtempSync(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  const folder = path.join(home, "disk");
  await run("mkdir", [folder]);
  return { home, folder };
}

async function removeDisk(home: string): Promise<void> {
  const folder = path.join(home, "disk");
  if (readFileSync("/proc/mounts", "utf8").includes(` ${folder} `)) await run("umount", ["--lazy", folder]);
  const attached = await run("losetup", ["--noheadings", "--output", "NAME", "--associated", path.join(home, "image")]);
  for (const device of attached.stdout.split("\n").filter(Boolean)) await run("losetup", ["--detach", device.trim()]);
  rmSync(home, { recursive: true, force: true });
}

/** Takes away what runs that were killed have left mounted. */
export async function removeForgottenDisks(): Promise<void> {
  if (!canMount) return;
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = Number(name.slice(PREFIX.length).split("-")[0]);
    if (!isThere(owner)) await removeDisk(path.join(tmpdir(), name));
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
