/** Prisma's codes for a server that cannot be reached, does not answer in time, or hung up. */
const PRISMA_CODES = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1003",
  "P1008",
  "P1010",
  "P1011",
  "P1017",
  "P2024",
  "P2028",
]);
/** Postgres itself: shutting down, starting up, out of connections; class 08 is a broken connection. */
const SQL_STATES = /^(57P0[123]|53300|08...)$/;
const SYSTEM_CODES = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_)/;
/** What pg says without a code. */
const MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Can't reach database server|Client has encountered a connection error/i;

/** True when an error of the database means that Postgres is away, not that the question was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  return isOfDatabase(error) && chain(error).some(isAway);
}

const isOfDatabase = (error: unknown): boolean =>
  error instanceof Error && /^(PrismaClient|DriverAdapter)/.test(error.name);

function isAway(link: object): boolean {
  const text = (name: string): string => {
    const value: unknown = Reflect.get(link, name);
    return typeof value === "string" ? value : "";
  };
  const codes = [text("code"), text("errorCode"), text("originalCode")];
  return (
    link.constructor.name === "PrismaClientInitializationError" ||
    codes.some((code) => PRISMA_CODES.has(code) || SQL_STATES.test(code) || SYSTEM_CODES.test(code)) ||
    MESSAGES.test(text("message")) ||
    MESSAGES.test(text("originalMessage"))
  );
}

/** An error and what caused it, also where Prisma puts the driver's own. */
function chain(error: unknown, depth = 0): object[] {
  if (typeof error !== "object" || error === null || depth > 6) return [];
  const inner = ["cause", "meta", "driverAdapterError"].map((name) => Reflect.get(error, name));
  return [error, ...inner.flatMap((next) => chain(next, depth + 1))];
}
