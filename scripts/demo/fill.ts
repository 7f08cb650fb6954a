import path from "node:path";
import { SecretBox } from "@/lib/core/secret-box";
import { createDb, type Db } from "@/lib/db/client";
import { seedDemo } from "@/prisma/seed";
import { ensureCards } from "./cards";
import { ensureHistory } from "./history";
import { databaseUrlOf, mediaDirOf, type Place } from "./programs";

/** Clubs, people, cameras and a past, once; at every start the MJPEG camera's address, whose port is a new one. */
export async function fillDatabase(place: Place): Promise<void> {
  const { credentials, secrets, films, cameraPort } = place;
  const box = new SecretBox([secrets.cameraSecret]);
  const cameraUrls = {
    court1: films.court1,
    court2: `http://127.0.0.1:${cameraPort}/stream.mjpeg`,
    court3: films.court3,
  };
  const db = createDb(databaseUrlOf(place), 2);
  try {
    if ((await db.club.count()) === 0) {
      const { url, mqtt_url, device, ...accounts } = credentials;
      const passwords = accounts;
      const deviceTokens = { hub: secrets.hubToken, [device.id]: device.token };
      await seedDemo(db, { passwords, deviceTokens, cameraUrls, secrets: box });
    }
    await moveCamera(db, box, cameraUrls.court2);
    await ensureHistory(db, mediaDirOf(place.dir), films);
    await ensureCards(path.join(mediaDirOf(place.dir), "jpeg/demo"));
  } finally {
    await db.$disconnect();
  }
}

/** Only the demo's own camera follows; one that a person pointed elsewhere stays there. */
async function moveCamera(db: Db, box: SecretBox, url: string): Promise<void> {
  const cameras = await db.camera.findMany({ where: { source: "mjpeg", deletedAt: null, urlSealed: { not: null } } });
  for (const { id, urlSealed } of cameras) {
    const known = box.open(urlSealed!);
    if (known === url || !/^http:\/\/127\.0\.0\.1:\d+\/stream\.mjpeg$/.test(known)) continue;
    await db.camera.update({ where: { id }, data: { urlSealed: box.seal(url), urlRedacted: new URL(url).origin } });
  }
}
