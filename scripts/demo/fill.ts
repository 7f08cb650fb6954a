import path from "node:path";
import { SecretBox } from "@/lib/core/secret-box";
import { createDb } from "@/lib/db/client";
import { seedDemo } from "@/prisma/seed";
import { ensureCards } from "./cards";
import { passwordsOf } from "./credentials";
import { ensureHistory } from "./history";
import { databaseUrlOf, mediaDirOf, type Place } from "./programs";

/** Clubs, people, cameras and a past. At a later start only the cameras' addresses may differ: the MJPEG one's port is new. */
export async function fillDatabase(place: Place): Promise<void> {
  const { credentials, secrets, films, cameraPort } = place;
  const db = createDb(databaseUrlOf(place), 2);
  try {
    await seedDemo(db, {
      passwords: passwordsOf(credentials),
      deviceTokens: { hub: secrets.hubToken, "pi-demo": credentials.device.token },
      cameraUrls: {
        court1: { source: "file", url: films.court1 },
        court2: { source: "mjpeg", url: `http://127.0.0.1:${cameraPort}/stream.mjpeg` },
        court3: { source: "file", url: films.court3 },
      },
      ...(place.hasPi && { piCamera: { source: "file", url: films.court1 } as const }),
      secrets: new SecretBox([secrets.cameraSecret]),
    });
    await ensureHistory(db, mediaDirOf(place.dir), films);
    await ensureCards(path.join(mediaDirOf(place.dir), "jpeg/demo"));
  } finally {
    await db.$disconnect();
  }
}
