import { chmod, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { EnrolmentPlace } from "@/lib/config/edge";
import { writeDurably } from "@/lib/storage/durable";
import { enrollAt, readWebAddress } from "./ask-web";
import { Complaint } from "./complaint";
import { authorityFile, settingsFor, withSettings } from "./env-file";

type Options = { url: string; code: string; place: EnrolmentPlace; isForced: boolean };

/**
 * Makes this machine a device: the code becomes a token, and all it needs is written into `place.file` (0600, whole or not
 * at all). What can go wrong is looked at before the code is used up. Resolves with what to tell the person.
 */
export async function enroll({ url, code, place, isForced }: Options): Promise<string[]> {
  refuseSecond(place, isForced);
  const webUrl = await readWebAddress(url);
  await requireWritable(place.file);
  const enrolled = await enrollAt(webUrl, code);
  if (enrolled.mqtt_ca !== null) await writeDurably(authorityFile(place.file), enrolled.mqtt_ca);
  const before = await readFile(place.file, "utf8").catch(() => "");
  // A durable write: the token can be read this one time.
  await writeDurably(place.file, withSettings(before, settingsFor(enrolled, place)));
  await chmod(place.file, 0o600);
  const isOpen = enrolled.mqtt_url.startsWith("mqtt:") && !webUrl.startsWith("http:");
  return [
    `This machine is now the device ${enrolled.device_id} (${enrolled.name}).`,
    `Its settings are in ${place.file}.`,
    ...(isOpen
      ? [`Note: ${enrolled.mqtt_url} is not encrypted. The operator can set MQTT_PUBLIC_URL to mqtts://.`]
      : []),
    "Start it with: npm run edge",
  ];
}

function refuseSecond({ file, fromFile, environment }: EnrolmentPlace, isForced: boolean): void {
  if (environment.DEVICE_TOKEN || environment.DEVICE_TOKEN_FILE)
    throw new Complaint(
      "The environment names a DEVICE_TOKEN, which counts more than what would be written. Remove it there first.",
    );
  if (!fromFile.DEVICE_TOKEN || isForced) return;
  throw new Complaint(
    `This machine is enrolled as ${fromFile.DEVICE_ID ?? "a device"} already (${file}). Add --force to enrol it anew; the code was not used.`,
  );
}

/** Writes beside the file what is removed again. */
async function requireWritable(file: string): Promise<void> {
  const probe = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await (await open(probe, "wx", 0o600)).close();
    await rename(probe, `${probe}.part`);
    await rm(`${probe}.part`);
  } catch (cause) {
    throw new Complaint(`${file} cannot be written. Set EDGE_ENV_FILE to a place that can; the code was not used.`, {
      cause,
    });
  }
}
