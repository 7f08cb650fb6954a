// Who may import whom. A room is a part of the tree; the first that matches a path is its room.
const CAPABILITIES = [
  "media",
  "storage",
  "gpio",
  "outbox",
  "mqtt",
  "process",
  "nas",
  "nextcloud",
  "transcription",
  "realtime",
];
const capabilityRooms = CAPABILITIES.map((name) => [name, `lib/${name}/`]);

export const ROOMS = [
  ["tests", /\.(test|fixture|contract)\.tsx?$|^(test|e2e|bench)\//],
  ["tooling", /^scripts\/|^[\w.-]+\.config\.(ts|mjs)$|^prisma\//],
  ["core", "lib/core/"],
  ["contracts", "lib/contracts/"],
  ["config/parse", "lib/config/parse.ts"],
  ["config/edge", "lib/config/edge.ts"],
  ["config", "lib/config/"],
  ["client", "lib/client/"],
  ["permissions", /^lib\/auth\/(permissions|actor)\.ts$/],
  ["auth", "lib/auth/"],
  ["domain", "lib/domain/"],
  ["db", "lib/db/"],
  ["http", "lib/http/"],
  ["i18n/server", "lib/i18n/server.ts"],
  ["i18n", "lib/i18n/"],
  ["runtime", "lib/server/runtime.ts"],
  ["server", "lib/server/"],
  ...capabilityRooms,
  ["components", "components/"],
  ["api", /^app\/(api|livez|readyz|metrics)\//],
  ["pages", /^(app\/|middleware\.ts)/],
  ["edge-worker", "edge-worker/"],
  ["jobs", "jobs/"],
  ["web", "server.ts"],
];

const LIB = ["core", "contracts"];
const PAGE = [...LIB, "client", "components", "i18n", "i18n/server", "permissions"];
/** Values and types of these rooms; a room may always import itself. */
export const MAY_IMPORT = {
  core: [],
  contracts: ["core"],
  "config/parse": LIB,
  "config/edge": [...LIB, "config/parse"],
  config: [...LIB, "config/parse"],
  media: [...LIB, "process", "mqtt", "storage"],
  storage: [...LIB, "process"],
  gpio: [...LIB, "process"],
  outbox: [...LIB, "mqtt"],
  mqtt: [...LIB, "process"],
  process: LIB,
  nas: [...LIB, "process", "storage"],
  nextcloud: [...LIB, "process"],
  transcription: [...LIB, "storage"],
  realtime: [...LIB, "media"],
  client: [...LIB, "i18n", "permissions"],
  i18n: LIB,
  "i18n/server": [...LIB, "i18n", "http"],
  components: [...LIB, "client", "i18n", "permissions"],
  permissions: LIB,
  auth: [...LIB, "permissions", "db"],
  db: [...LIB, "realtime"], // it carries what the notifier's port describes
  domain: [...LIB, "permissions", "auth", "db"],
  http: [...LIB, "permissions", "auth", "db", "domain", "media", "storage", "runtime"],
  runtime: [...LIB],
  server: [...LIB, "permissions", "auth", "db", "domain", "http", "config", "runtime", ...CAPABILITIES],
  api: [...LIB, "permissions", "auth", "domain", "http", "runtime"],
  pages: [...PAGE, "auth", "domain", "http", "runtime"],
  "edge-worker": [...LIB, "config/edge", ...CAPABILITIES],
  jobs: [...LIB, "config", "db", "domain", "permissions", ...CAPABILITIES],
  web: [...LIB, "config", "server"],
};

/** These only as types: the room names what it is given, and never makes one. */
export const MAY_IMPORT_TYPES = {
  domain: CAPABILITIES,
  runtime: ["permissions", "config", "db", "domain", "storage"],
};

const WEB_ONLY = ["next", "next-auth", "react", "react-dom"];
const DATABASE = ["@prisma/client", "@prisma/adapter-pg"];
const NOT_IN_A_BROWSER = ["node:", "pg", "better-sqlite3", "mqtt", "aedes", "pino", "fluent-ffmpeg", ...DATABASE];
/** Packages a room must not know, by name or by prefix (`node:`). */
export const MUST_NOT_USE = {
  core: [...WEB_ONLY, ...DATABASE],
  contracts: [...WEB_ONLY, ...NOT_IN_A_BROWSER],
  client: NOT_IN_A_BROWSER,
  components: NOT_IN_A_BROWSER,
  domain: [...WEB_ONLY, "socket.io", "mqtt", "aedes", "fluent-ffmpeg", "better-sqlite3"],
  "edge-worker": [...WEB_ONLY, ...DATABASE, "pg", "socket.io"],
  ...Object.fromEntries(CAPABILITIES.map((name) => [name, [...WEB_ONLY, ...DATABASE]])),
};

/** Only these read the environment. */
export const READS_ENVIRONMENT = new Set(["config", "config/parse", "config/edge", "tooling", "tests"]);
/** Nothing of these reaches a program, and nothing that ships imports them. */
export const NEVER_SHIPPED = new Set(["tests", "tooling"]);
