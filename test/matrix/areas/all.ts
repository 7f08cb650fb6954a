import type { Matrix } from "../entry";
import { accountEntries } from "./account";
import { administrationEntries } from "./administration";
import { alertEntries } from "./alerts";
import { cameraEntries } from "./cameras";
import { deviceEntries } from "./devices";
import { eventEntries } from "./events";
import { fileEntries } from "./files";
import { overviewEntries } from "./overview";
import { peopleEntries } from "./people";
import { pushEntries } from "./push";
import { scheduleEntries } from "./schedule";
import { sharingEntries } from "./sharing";
import { uploadEntries } from "./uploads";
import { videoEntries } from "./video";
import { webhookEntries } from "./webhooks";

/** A new route needs its line in the file of its area: who may, and how to ask for a thing of club A, of club B, or of none. */
export const MATRIX: Matrix = {
  ...accountEntries,
  ...peopleEntries,
  ...administrationEntries,
  ...deviceEntries,
  ...overviewEntries,
  ...cameraEntries,
  ...eventEntries,
  ...alertEntries,
  ...webhookEntries,
  ...pushEntries,
  ...videoEntries,
  ...fileEntries,
  ...uploadEntries,
  ...sharingEntries,
  ...scheduleEntries,
};
