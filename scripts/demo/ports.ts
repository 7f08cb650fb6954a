import { createServer } from "node:net";
import { StartProblem } from "./start-problem";

/** Every port the demo listens on, by the variable that moves it. */
export const PORT_DEFAULTS = { PORT: 3000, PROXY_BASE_PORT: 8080, MQTT_PORT: 1883, PG_PORT: 54330 } as const;
export type PortName = keyof typeof PORT_DEFAULTS;
export type Ports = Record<PortName, number>;
/** The second device of the demo takes the port after the first one's. */
export const piPortOf = ({ PROXY_BASE_PORT }: Ports): number => PROXY_BASE_PORT + 1;
const NAMES = Object.keys(PORT_DEFAULTS) as PortName[];

/** The ports that were asked for. Throws naming the variable that is not one. */
export function readPorts(env: Readonly<Record<string, string | undefined>>): Ports {
  const ports = { ...PORT_DEFAULTS } as Ports;
  for (const name of NAMES) {
    const text = env[name];
    if (!text) continue;
    const port = Number(text);
    if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw new StartProblem(`${name} must be a port, 1 to 65535.`);
    ports[name] = port;
  }
  const twice = NAMES.find((name, index) => NAMES.slice(0, index).some((other) => ports[other] === ports[name]));
  if (twice) throw new StartProblem(`${twice} is ${ports[twice]}, which another of ${NAMES.join(", ")} uses too.`);
  const onPi = NAMES.find((name) => ports[name] === piPortOf(ports));
  if (onPi) throw new StartProblem(`${onPi} is ${ports[onPi]}, which the second device uses: PROXY_BASE_PORT + 1.`);
  return ports;
}

/** Throws naming the variable of the first port that somebody else listens on. */
export async function assertPortsFree(ports: Ports): Promise<void> {
  const all = [...NAMES.map((name) => [name, ports[name]] as const), ["PROXY_BASE_PORT", piPortOf(ports)] as const];
  for (const [name, port] of all) {
    if (await isFree(port)) continue;
    throw new StartProblem(`Port ${port} is in use by another program: stop it, or move ours with ${name}=<port>.`);
  }
}

/** A port nobody listens on now, and none of those that somebody will. */
export async function freePort(promised: readonly number[] = []): Promise<number> {
  for (;;) {
    const server = await listen(0);
    const port = portOf(server);
    if (server) await close(server);
    if (!promised.includes(port)) return port;
  }
}

/** Four different ports nobody listens on now, and a free one after the devices' first. */
export async function freePorts(): Promise<Ports> {
  for (;;) {
    const ports = await fourPorts();
    if (!Object.values(ports).includes(piPortOf(ports)) && (await isFree(piPortOf(ports)))) return ports;
  }
}

async function fourPorts(): Promise<Ports> {
  const servers = await Promise.all(NAMES.map(() => listen(0)));
  const ports = Object.fromEntries(NAMES.map((name, index) => [name, portOf(servers[index])])) as Ports;
  await Promise.all(servers.map((server) => server && close(server)));
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  const server = await listen(port);
  if (server) await close(server);
  return server !== null;
}

type Server = ReturnType<typeof createServer>;
const listen = (port: number): Promise<Server | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

function portOf(server: Server | null | undefined): number {
  const address = server?.address();
  if (!address || typeof address === "string") throw new Error("no free port");
  return address.port;
}
