// Draws the icons of the installed application from public/icon.svg into public/icons/.
//   node --import tsx scripts/make-icons.ts
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";

const PUBLIC = path.resolve(import.meta.dirname, "../public");
const SEA = "#eaf4f9";
const svg = readFileSync(path.join(PUBLIC, "icon.svg"), "utf8");
mkdirSync(path.join(PUBLIC, "icons"), { recursive: true });

// A maskable icon may lose a tenth on each side, and Apple's is cut round: both need a ground and room.
const ICONS = [
  { name: "any-192", size: 192, share: 1, ground: "transparent" },
  { name: "any-512", size: 512, share: 1, ground: "transparent" },
  { name: "maskable-512", size: 512, share: 0.62, ground: SEA },
  { name: "apple-180", size: 180, share: 0.68, ground: SEA },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
for (const { name, size, share, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size }, colorScheme: "light" });
  const side = Math.round(size * share);
  await page.setContent(
    `<body style="margin:0;height:100vh;display:grid;place-content:center;background:${ground}">
      <div style="width:${side}px;height:${side}px">${svg}</div></body>`,
  );
  await page.screenshot({ path: path.join(PUBLIC, "icons", `${name}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
