import path from "node:path";
import { defineConfig } from "vitest/config";

const resolve = { alias: { "@": path.resolve(import.meta.dirname) } };
const exclude = ["node_modules/**", ".next/**", "dist/**", ".demo/**", ".tmp/**"];

// unit: pure, milliseconds. int: real Postgres, ffmpeg, mosquitto, RTSP servers. faults: programs killed, disks filled, power
// cut. soak: what takes longer than anybody waits for.
export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...exclude, "**/*.int.test.ts"],
        },
      },
      {
        resolve,
        test: {
          name: "int",
          // Real processes on a machine that others may use: what passes only at the second try is reported as such.
          retry: process.env.CI ? 1 : 0,
          include: ["**/*.int.test.ts"],
          exclude,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // They wait about as long as they compute: a third at once still leaves two cores a little to spare.
          maxWorkers: 3,
        },
      },
      {
        resolve,
        test: {
          name: "faults",
          include: ["e2e/faults/**/*.fault.ts"],
          globalSetup: "e2e/faults/setup.ts",
          // Each scenario waits most of its time; two at once keep the suite within ten minutes.
          maxWorkers: 2,
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "soak",
          include: ["e2e/faults/**/*.soak.ts"],
          globalSetup: "e2e/faults/setup.ts",
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
