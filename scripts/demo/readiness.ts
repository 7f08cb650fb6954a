import pg from "pg";
import type { Account } from "./credentials";
import { until } from "./until";

const START_MS = 60_000;
const CAMERA_MS = 30_000;

type Waiting = { url: string; account: Account; signal: AbortSignal };

async function ask<T>(url: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return (await response.json()) as T;
}

/** What a person will do next must work: pages answer, the hub is there, and every camera shows a picture. */
export async function waitUntilUsable({ url, account, signal }: Waiting): Promise<void> {
  await until("web", START_MS, async () => void (await fetchOk(`${url}/readyz`)), signal);
  const login = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(account) };
  const { token } = await until(
    "login",
    START_MS,
    () => ask<{ token: string }>(`${url}/api/auth/token`, login),
    signal,
  );
  const headers = { Authorization: `Bearer ${token}` };
  const isHubOnline = async () => {
    const health = await ask<{ devices?: { id: string; online: boolean }[] }>(`${url}/api/video/health`, { headers });
    if (!health.devices?.some((device) => device.id === "hub" && device.online)) throw new Error("hub is offline");
  };
  await until("device hub", START_MS, isHubOnline, signal);
  const { cameras } = await ask<{ cameras: { id: number; name: string }[] }>(`${url}/api/cameras`, { headers });
  const open = ({ id, name }: { id: number; name: string }) =>
    until(`camera ${name}`, CAMERA_MS, () => seePicture(`${url}/api/cameras/${id}/stream`, headers), signal);
  await Promise.all(cameras.map(open));
}

/** The server answers and the database is there. */
export const waitForPostgres = (databaseUrl: string, signal: AbortSignal): Promise<void> =>
  until("postgres", START_MS, () => connectOnce(databaseUrl), signal);

async function connectOnce(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 2_000 });
  await client.connect();
  await client.end();
}

async function fetchOk(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`answered ${response.status}`);
}

/** The first bytes of the live picture, through web and device, as a viewer gets them. */
async function seePicture(url: string, headers: Record<string, string>): Promise<void> {
  const leave = new AbortController();
  const timer = setTimeout(() => leave.abort(), 10_000);
  try {
    const response = await fetch(url, { headers, signal: leave.signal });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const first = await response.body?.getReader().read();
    if (!first?.value?.length) throw new Error("no picture");
  } finally {
    clearTimeout(timer);
    leave.abort();
  }
}
