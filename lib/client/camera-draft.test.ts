import { expect, test } from "vitest";
import type { CameraView } from "@/lib/contracts/cameras";
import { draftOf, emptyDraft, lacksPublishUrl, lacksUrl, toCreate, toTest, toUpdate } from "./camera-draft";

const camera: CameraView = {
  ...{ id: 1, club_id: 1, court_id: 2, device_id: "hub", name: "North", source: "rtsp", url: "rtsp://10.0.0.9" },
  publish_url: null,
  ...{ audio: false, sensors: false, created_at: "2026-01-01T00:00:00.000Z" },
};

test("a camera that is left as it is changes nothing, its address least of all", () => {
  expect(toUpdate(draftOf(camera), camera)).toEqual({});
  expect(lacksUrl(draftOf(camera), camera)).toBe(false);
});

test("only what differs is sent", () => {
  const draft = { ...draftOf(camera), name: " South ", courtId: "", url: " rtsp://10.0.0.8/x " };
  expect(toUpdate(draft, camera)).toEqual({ name: "South", court_id: null, url: "rtsp://10.0.0.8/x" });
});

test("another kind of source needs an address of its own, a test picture none", () => {
  const draft = { ...draftOf(camera), source: "mjpeg" as const };
  expect(lacksUrl(draft, camera)).toBe(true);
  expect(lacksUrl({ ...draft, source: "test" }, camera)).toBe(false);
  expect(toUpdate({ ...draft, source: "test", url: "left over" }, camera)).toEqual({ source: "test" });
});

test("a new one begins on its court, and cannot do without an address", () => {
  const draft = emptyDraft(7, "hub");
  expect(lacksUrl(draft, null)).toBe(true);
  expect(toTest({ ...draft, url: "rtsp://h/x" })).toEqual({ source: "rtsp", device_id: "hub", url: "rtsp://h/x" });
  expect(toCreate({ ...draft, name: "North", url: "rtsp://h/x" })).toEqual({
    ...{ name: "North", source: "rtsp", url: "rtsp://h/x", device_id: "hub", court_id: 7 },
    ...{ audio: false, sensors: false },
  });
});

test("where it is published to is kept while it stays empty, changed when given, ended when switched off", () => {
  const published = { ...camera, publish_url: "rtsp://media.example:8554" };
  const draft = draftOf(published);
  expect([toUpdate(draft, published), lacksPublishUrl(draft, published)]).toEqual([{}, false]);
  const elsewhere = { ...draft, publishUrl: " rtsp://u:p@h/x " };
  expect(toUpdate(elsewhere, published)).toEqual({ publish_url: "rtsp://u:p@h/x" });
  expect(toUpdate({ ...elsewhere, isPublished: false }, published)).toEqual({ publish_url: null });
  const wanted = { ...draftOf(camera), isPublished: true };
  expect([lacksPublishUrl(wanted, camera), lacksPublishUrl(wanted, null)]).toEqual([true, true]);
  expect(toCreate({ ...wanted, publishUrl: "rtsp://h/x" })).toMatchObject({ publish_url: "rtsp://h/x" });
});
