/** Prisma's codes for a server that cannot be reached, does not answer in time, or hung up. */
const PRISMA_CODES = new Set(["P1001", "P1002", "P1003", "P1008", "P1011", "P1017", "P2024", "P2028", "P2037"]);
/** Postgres itself: shutting down, starting up, out of connections; class 08 is a broken connection. */
const SQL_STATES = /^(57P0[1-3]|53300|08...)$/;
const SYSTEM_CODES = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/;
/** What pg says without a code, and which Prisma passes on as it came. */
const PG_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/;

/** True when an error of the database means that Postgres is away, not that the question was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  // The codes of the system say nothing of who was not reached, unless it was Prisma that told.
  const isPrismas = error instanceof Error && /^(PrismaClient|DriverAdapter)/.test(error.name);
  return chain(error).some((link) => saysPostgresIsAway(link) || (isPrismas && saysServerIsAway(link)));
}

const text = (link: object, name: string): string => {
  const value: unknown = Reflect.get(link, name);
  return typeof value === "string" ? value : "";
};

const saysPostgresIsAway = (link: object): boolean =>
  PG_MESSAGES.test(text(link, "message")) ||
  SQL_STATES.test(text(link, "code")) ||
  SQL_STATES.test(text(link, "originalCode"));

const saysServerIsAway = (link: object): boolean =>
  PRISMA_CODES.has(text(link, "code")) || SYSTEM_CODES.test(text(link, "code"));

/** An error and what caused it, also where Prisma puts the driver's own. */
function chain(error: unknown, depth = 0): object[] {
  if (typeof error !== "object" || error === null || depth > 6) return [];
  const inner = ["cause", "meta", "driverAdapterError"].map((name): unknown => Reflect.get(error, name));
  return [error, ...inner.flatMap((next) => chain(next, depth + 1))];
}
