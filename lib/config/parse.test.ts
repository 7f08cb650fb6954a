import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { loadEdgeConfig } from "./edge";
import { loadWebConfig } from "./web";

const SECRET = "k3v9wq1zr7t5y2u8i4o6p0a1s2d3f4g5h6";
const web = {
  DATABASE_URL: "postgresql://vigie:vigie@127.0.0.1:5432/vigie",
  NEXTAUTH_URL: "http://127.0.0.1:3000",
  NEXTAUTH_SECRET: SECRET,
  CAMERA_SECRET: SECRET,
  MEDIA_DIR: "/srv/vigie",
};
const edge = {
  DEVICE_ID: "hub",
  DEVICE_TOKEN: "vigied_0123456789",
  MEDIA_DIR: "/srv/vigie",
  EDGE_DATA_DIR: "/var/lib/vigie-edge",
  EDGE_DB_KEY: SECRET,
};

function complaint(load: () => unknown): string {
  try {
    load();
  } catch (error) {
    return String(error);
  }
  return "";
}

test("what is required is enough, and the rest has defaults", () => {
  expect(loadWebConfig(web)).toMatchObject({
    PORT: 3000,
    MQTT_PORT: 1883,
    ALLOW_TEST_SOURCES: false,
    ALLOWED_HOSTS: [],
  });
  expect(loadEdgeConfig(edge)).toMatchObject({ PROXY_BASE_PORT: 8080, VIDEO_CODEC: "libx264", VIDEO_CRF: 23 });
});

test("every problem is told at once, by name and never by value", () => {
  const text = complaint(() =>
    loadWebConfig({ ...web, PORT: "99999", NEXTAUTH_SECRET: "hunter2", MEDIA_DIR: "media" }),
  );
  for (const name of ["PORT", "NEXTAUTH_SECRET", "MEDIA_DIR"]) expect(text).toContain(name);
  expect(text).not.toContain("hunter2");
});

test.each(["", "short", "change-me-change-me-change-me-change-me", "vigie-vigie-vigie-vigie-vigie-vigie-"])(
  "a start with the weak secret %j refuses, naming it",
  (weak) => {
    expect(complaint(() => loadWebConfig({ ...web, CAMERA_SECRET: weak }))).toContain("CAMERA_SECRET");
    expect(complaint(() => loadEdgeConfig({ ...edge, EDGE_DB_KEY: weak }))).toContain("EDGE_DB_KEY");
  },
);

test("a secret may lie in a file, and one that cannot be read is named", () => {
  const dir = mkdtempSync(path.join(tmpdir(), "vigie-config-"));
  const file = path.join(dir, "secret");
  writeFileSync(file, `${SECRET}\n`);
  const { NEXTAUTH_SECRET: _, ...rest } = web;
  expect(loadWebConfig({ ...rest, NEXTAUTH_SECRET_FILE: file }).NEXTAUTH_SECRET).toBe(SECRET);
  rmSync(dir, { recursive: true });
  expect(complaint(() => loadWebConfig({ ...rest, NEXTAUTH_SECRET_FILE: file }))).toContain("NEXTAUTH_SECRET_FILE");
});

test("keys to rotate stand in one variable, each as strong as one alone", () => {
  expect(loadWebConfig({ ...web, CAMERA_SECRET: `${SECRET}2  ${SECRET}` }).CAMERA_SECRET).toEqual([
    `${SECRET}2`,
    SECRET,
  ]);
  expect(complaint(() => loadWebConfig({ ...web, CAMERA_SECRET: `${SECRET} old` }))).toContain("CAMERA_SECRET");
});

test("the device's pages are not shown to a network without a token", () => {
  const open = { ...edge, EDGE_LOCAL_HOST: "0.0.0.0" };
  expect(complaint(() => loadEdgeConfig(open))).toContain("EDGE_LOCAL_TOKEN");
  expect(loadEdgeConfig({ ...open, EDGE_LOCAL_TOKEN: "0123456789abcdef" }).EDGE_LOCAL_HOST).toBe("0.0.0.0");
});

test.each(["5%", "2GiB", "2147483648", "1.5 GB"])("%s is a disk reserve", (text) => {
  expect(loadEdgeConfig({ ...edge, DISK_RESERVE: text }).DISK_RESERVE).toBe(text);
});
