import { type ChildProcess, execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { freePort } from "../test/free-port";
import { apiOf, logIn } from "./people";

const ROOT = path.resolve(import.meta.dirname, "..");

/** A machine beside the stack's own: a folder of its own, and the program that runs there. */
function machine() {
  const dir = mkdtempSync(path.join(tmpdir(), "vigie-machine-"));
  const file = path.join(dir, "edge.env");
  const env = { PATH: process.env.PATH, NODE_ENV: "test" as const, EDGE_ENV_FILE: file, GPIO_DRIVER: "simulated" };
  let edge: ChildProcess | null = null;
  return {
    envFile: file,
    enroll: (...args: string[]) =>
      promisify(execFile)(process.execPath, ["--import", "tsx", "edge-worker/enroll.ts", ...args], { cwd: ROOT, env }),
    async start() {
      const port = String(await freePort());
      edge = spawn(process.execPath, ["--import", "tsx", "edge-worker/main.ts"], {
        cwd: ROOT,
        env: { ...env, PROXY_BASE_PORT: port, ALLOW_TEST_SOURCES: "true" },
        stdio: "ignore",
      });
    },
    remove() {
      edge?.kill("SIGKILL");
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const commandOn = (page: Page) => page.getByRole("textbox", { name: "Command" }).inputValue();

test("a device is added, enrolled by the code shown, seen online, given a new token, and revoked", {
  tag: "@long",
}, async ({ page }) => {
  test.setTimeout(180_000);
  const pi = machine();
  const id = `pi-story-${Date.now()}`;
  try {
    await logIn(page, "club_admin");
    await page.goto("/devices");
    await page.getByRole("button", { name: "Add a device" }).click();
    await page.getByLabel("Name").fill("Pi of the story");
    await expect(page.getByLabel("Id", { exact: true })).toHaveValue("pi-of-the-story");
    await page.getByLabel("Id", { exact: true }).fill(id);
    await page.getByRole("button", { name: "Make the code" }).click();
    await expect(page.getByRole("img", { name: "The command as a QR code" })).toBeVisible();
    const command = await commandOn(page);
    const [, url, code] = /^npm run edge:enroll -- (\S+) (\S+)$/.exec(command) ?? [];

    await pi.enroll(url!, code!.toLowerCase());
    await expect(page.getByText("The machine is enrolled")).toBeVisible();
    await expect(pi.enroll(url!, code!, "--force")).rejects.toMatchObject({
      stderr: expect.stringContaining("used already"),
    });
    await pi.start();
    await expect(page.getByText("The device is online.")).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "Done" }).click();

    await page.goto(`/devices/${id}`);
    const isOnline = () => expect(page.getByText("Online", { exact: true })).toBeVisible({ timeout: 30_000 });
    await isOnline();
    const actions = page.getByRole("button", { name: "Actions for Pi of the story" });
    await actions.click();
    await page.getByRole("menuitem", { name: "New token" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "New token" }).click();
    const { get } = await apiOf("club_admin");
    const rotating = async () => (await (await get(`/api/devices/${id}`)).json()).device.rotating_since;
    await expect.poll(rotating, { timeout: 30_000 }).toBeNull();
    await isOnline();

    await actions.click();
    await page.getByRole("menuitem", { name: "Revoke" }).click();
    const dialog = page.getByRole("alertdialog");
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await expect(dialog.getByText(`Type exactly ${id}.`)).toBeVisible();
    await dialog.getByRole("textbox").fill(id);
    await dialog.getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
    const [, token] = /^DEVICE_TOKEN=(.+)$/m.exec(readFileSync(pi.envFile, "utf8"))!;
    const asDevice = {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: "{}",
    };
    expect((await fetch(`${url}/api/events`, asDevice)).status).toBe(401);
    await page.goto("/devices");
    await expect(page.getByRole("article").filter({ hasText: "Pi of the story" }).getByText("Revoked")).toBeVisible();
  } finally {
    pi.remove();
  }
});
