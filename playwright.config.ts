import { defineConfig } from "@playwright/test";
import { CHROMIUM } from "./test/browser";

/** Stories in Debian's Chromium against one stack of real programs, started once (test/e2e-setup.ts). */
export default defineConfig({
  testDir: "e2e",
  testIgnore: "faults/**",
  workers: 1,
  // What passes only at the second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : "list",
  outputDir: ".tmp/e2e",
  globalSetup: "./test/e2e-setup.ts",
  use: {
    baseURL: process.env.VIGIE_URL,
    // Recording one takes half of what two cores have; `--trace on` shows a story as it went.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: CHROMIUM,
  },
});
