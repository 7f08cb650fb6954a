import { z } from "zod";
import { BoolText, DeviceId, IdText, NextCursor, Page } from "../common";
import {
  CreateDevice,
  DeviceCode,
  DeviceView,
  EnrollDevice,
  Enrollment,
  SimulateSensor,
  UpdateDevice,
} from "../devices";
import { define } from "./spec";

const params = z.object({ id: DeviceId });

/** Machines that run the edge-worker: who they are, and what lets them speak. */
export const deviceRoutes = define({
  deviceList: {
    method: "GET",
    path: "/api/devices",
    access: "device:read",
    summary: "Devices of a club and those that serve every club, with what concerns the club",
    query: Page.extend({ club_id: IdText.optional(), revoked: BoolText.optional() }),
    answer: z.object({ devices: z.array(DeviceView), next_cursor: NextCursor }),
  },
  device: {
    method: "GET",
    path: "/api/devices/[id]",
    access: "device:read",
    summary: "One device, as it is now",
    params,
    answer: z.object({ device: DeviceView }),
  },
  deviceCreate: {
    method: "POST",
    path: "/api/devices",
    access: "device:write",
    summary: "Add a device, with a code to enrol a machine as it",
    body: CreateDevice,
    answer: z.object({ device: DeviceView, code: DeviceCode }),
    status: 201,
  },
  deviceUpdate: {
    method: "PATCH",
    path: "/api/devices/[id]",
    access: "device:write",
    summary: "Rename a device, or say what its sensors are",
    params,
    body: UpdateDevice,
    answer: z.object({ device: DeviceView }),
  },
  deviceSimulate: {
    method: "POST",
    path: "/api/devices/[id]/simulate",
    access: "device:write",
    summary: "Press a sensor of a device whose sensors are simulated",
    params,
    body: SimulateSensor,
    answer: z.object({ event_id: z.uuid() }),
  },
  deviceCode: {
    method: "POST",
    path: "/api/devices/[id]/code",
    access: "device:write",
    summary: "A new code to enrol a machine as this device; the ones before count no more",
    params,
    answer: z.object({ code: DeviceCode }),
    status: 201,
  },
  deviceEnroll: {
    method: "POST",
    path: "/api/devices/enroll",
    access: "public",
    summary: "Turn a code into a device's token and its account at the message broker, shown once",
    body: EnrollDevice,
    answer: Enrollment,
  },
  deviceRotate: {
    method: "POST",
    path: "/api/devices/[id]/rotate",
    access: "device:write",
    summary:
      "Give the device a new token over its own connection; the old one counts until it was seen with the new one",
    params,
    answer: z.object({ device: DeviceView }),
  },
  deviceRevoke: {
    method: "POST",
    path: "/api/devices/[id]/revoke",
    access: "device:write",
    summary: "Nothing the device sends counts any more, and its connections end; a new code lets it come back",
    params,
    answer: z.object({ device: DeviceView }),
  },
});
