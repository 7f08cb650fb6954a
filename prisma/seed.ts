import { randomBytes } from "node:crypto";
import { pathToFileURL } from "node:url";
import { hashesOf } from "@/lib/auth/device-tokens";
import { hashPassword, verifyPassword } from "@/lib/auth/passwords";
import type { CameraSource } from "@/lib/contracts/cameras";
import type { Role } from "@/lib/contracts/common";
import { DeviceSettings } from "@/lib/contracts/device-config";
import { redactCameraUrl } from "@/lib/core/camera-url";
import { isMosquittoHashOf } from "@/lib/core/mosquitto-hash";
import { SecretBox } from "@/lib/core/secret-box";
import { createDb, type Db, type Tx } from "@/lib/db/client";

/** The demo's people: who they are, of which club, and what they may do. */
const PEOPLE = {
  super_admin: { id: 1, clubId: null, role: "SUPER_ADMIN", name: "Claire Fontaine", email: "super@demo.vigie" },
  club_admin: { id: 2, clubId: 1, role: "CLUB_ADMIN", name: "Julien Moreau", email: "admin@demo.vigie" },
  staff: { id: 3, clubId: 1, role: "STAFF", name: "Sofia Lefèvre", email: "staff@demo.vigie" },
  player: { id: 4, clubId: 1, role: "PLAYER", name: "Lucas Bernard", email: "player@demo.vigie" },
  player_same_club: { id: 5, clubId: 1, role: "PLAYER", name: "Emma Rousseau", email: "player2@demo.vigie" },
  club_admin_other: { id: 6, clubId: 2, role: "CLUB_ADMIN", name: "Nadia Benali", email: "admin@autre.vigie" },
  player_other: { id: 7, clubId: 2, role: "PLAYER", name: "Hugo Garnier", email: "player@autre.vigie" },
} as const satisfies Record<string, { id: number; clubId: number | null; role: Role; name: string; email: string }>;
const CLUBS = [
  { id: 1, name: "Padel Club Demo" },
  { id: 2, name: "Autre Club" },
];
const COURTS = [
  { id: 1, clubId: 1, name: "Court 1", position: 1 },
  { id: 2, clubId: 1, name: "Court 2", position: 2 },
  { id: 3, clubId: 2, name: "Court 3", position: 1 },
];
const CAMERAS = [
  { id: 1, clubId: 1, courtId: 1, name: "Caméra du court 1", sensors: true },
  { id: 2, clubId: 1, courtId: 2, name: "Caméra du court 2", sensors: false },
  { id: 3, clubId: 2, courtId: 3, name: "Caméra du court 3", sensors: false },
];
/** What the demo's Raspberry Pi sees and feels: a camera of its own beside court 1's, a mat at the door, a motion detector. */
const PI_CAMERA = { clubId: 1, courtId: null, name: "Entrée du court 1", sensors: true };
const piSettings = (camera: number): DeviceSettings =>
  DeviceSettings.parse({
    sensors: [
      { name: "mat", kind: "button", pin: 17, cameras: [camera] },
      { name: "motion", kind: "motion", pin: 27, pull: "down", active: "high", cooldown_ms: 5_000, cameras: [camera] },
    ],
  });
const DEVICES = [
  { id: "hub", clubId: null, name: "Hub" },
  { id: "pi-demo", clubId: 1, name: "Raspberry Pi du court 1" },
] as const;
const TABLES_WITH_IDS = ["clubs", "users", "courts", "cameras"];

export type DemoPerson = keyof typeof PEOPLE;
type CameraAddress = { source: CameraSource; url: string | null };
export type DemoSeed = {
  passwords: Record<DemoPerson, string>;
  deviceTokens: Record<"hub" | "pi-demo", string>;
  cameraUrls: Record<"court1" | "court2" | "court3", CameraAddress>;
  /** What the camera of `pi-demo` shows; without it that device has neither camera nor sensors. */
  piCamera?: CameraAddress;
  secrets: SecretBox;
};

const NAMES = Object.keys(PEOPLE) as DemoPerson[];
export const DEMO_EMAILS = Object.fromEntries(NAMES.map((name) => [name, PEOPLE[name].email])) as Record<
  DemoPerson,
  string
>;

/** Two clubs with courts, cameras, devices and people, under fixed ids. Seeding again changes only what differs. */
export async function seedDemo(db: Db, seed: DemoSeed): Promise<Record<DemoPerson, string>> {
  const hashes = await Promise.all(NAMES.map((name) => keptOrNewHash(db, PEOPLE[name].email, seed.passwords[name])));
  await db.$transaction(async (tx) => {
    for (const club of CLUBS) await tx.club.upsert({ where: { id: club.id }, create: club, update: {} });
    for (const [index, name] of NAMES.entries()) {
      const passwordHash = hashes[index]!;
      const create = { ...PEOPLE[name], passwordHash };
      await tx.user.upsert({ where: { email: create.email }, create, update: { passwordHash } });
    }
    for (const device of DEVICES) {
      const token = await keptOrNewToken(tx, device.id, seed.deviceTokens[device.id]);
      await tx.device.upsert({ where: { id: device.id }, create: { ...device, ...token }, update: token });
    }
    for (const court of COURTS) await tx.court.upsert({ where: { id: court.id }, create: court, update: {} });
    for (const camera of CAMERAS) await seedCamera(tx, camera, seed);
    if (seed.piCamera) await seedPi(tx, seed.piCamera, seed.secrets);
    // Rows were given their ids: the next one made by somebody must not be given the same.
    for (const table of TABLES_WITH_IDS)
      await tx.$queryRawUnsafe(
        `SELECT setval(pg_get_serial_sequence('${table}', 'id'), (SELECT max(id) FROM ${table}))`,
      );
  });
  return DEMO_EMAILS;
}

async function keptOrNewHash(db: Db, email: string, password: string): Promise<string> {
  const kept = (await db.user.findUnique({ where: { email } }))?.passwordHash ?? null;
  return kept !== null && (await verifyPassword(password, kept)) ? kept : hashPassword(password);
}

/** A hash of the broker's is never made twice alike. */
async function keptOrNewToken(tx: Tx, id: string, token: string) {
  const kept = await tx.device.findUnique({ where: { id } });
  const isKept = kept?.tokenVerifier && isMosquittoHashOf(kept.tokenVerifier, token);
  return isKept ? {} : { ...hashesOf(token), enrolledAt: kept?.enrolledAt ?? new Date() };
}

/** A camera that people changed since stays as they left it, except for its address. */
async function seedCamera(tx: Tx, camera: (typeof CAMERAS)[number], { cameraUrls, secrets }: DemoSeed): Promise<void> {
  const { source, url } = cameraUrls[`court${camera.courtId}` as keyof typeof cameraUrls];
  const known = await tx.camera.findUnique({ where: { id: camera.id } });
  // Sealing the same address anew would look like a change to the device.
  const isSame =
    known !== null && known.source === source && (known.urlSealed && secrets.open(known.urlSealed)) === url;
  if (isSame) return;
  const address = sealed({ source, url }, secrets);
  const create = { ...camera, ...address, deviceId: "hub" };
  await tx.camera.upsert({ where: { id: camera.id }, create, update: address });
}

const sealed = ({ source, url }: CameraAddress, secrets: SecretBox) => ({
  source,
  urlSealed: url === null ? null : secrets.seal(url),
  urlRedacted: url === null ? null : redactCameraUrl(url),
});

/** Once: what people change or remove of it stays as they left it. */
async function seedPi(tx: Tx, address: CameraAddress, secrets: SecretBox): Promise<void> {
  const { config } = await tx.device.findUniqueOrThrow({ where: { id: "pi-demo" } });
  if (config !== null) return;
  // By now the fixed ids are taken, and the sequence may not know it yet.
  await tx.$queryRaw`SELECT setval(pg_get_serial_sequence('cameras', 'id'), (SELECT max(id) FROM cameras))`;
  const { id } = await tx.camera.create({ data: { ...PI_CAMERA, ...sealed(address, secrets), deviceId: "pi-demo" } });
  await tx.device.update({ where: { id: "pi-demo" }, data: { config: piSettings(id) } });
}

/** `npx prisma db seed`: test pictures and new passwords, printed once, into a database without clubs. */
async function seedFromCommandLine(): Promise<void> {
  const { DATABASE_URL, CAMERA_SECRET } = process.env;
  if (!DATABASE_URL || !CAMERA_SECRET) throw new Error("DATABASE_URL and CAMERA_SECRET are needed to seed");
  const db = createDb(DATABASE_URL, 2);
  try {
    if ((await db.club.count()) > 0) return console.log("There are clubs already: nothing was changed.");
    const secret = (prefix = "") => prefix + randomBytes(18).toString("base64url");
    const passwords = Object.fromEntries(NAMES.map((name) => [name, secret()])) as DemoSeed["passwords"];
    const deviceTokens = { hub: secret("vigied_"), "pi-demo": secret("vigied_") };
    const test = { source: "test", url: null } as const;
    const secrets = new SecretBox([CAMERA_SECRET.trim().split(/\s+/)[0]!]);
    await seedDemo(db, { passwords, deviceTokens, cameraUrls: { court1: test, court2: test, court3: test }, secrets });
    console.log(JSON.stringify({ emails: DEMO_EMAILS, passwords, deviceTokens }, null, 2));
  } finally {
    await db.$disconnect();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await seedFromCommandLine();
