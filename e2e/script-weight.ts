import type { Page } from "@playwright/test";

export type Script = { url: string; bytes: number };

/** Every script that travels to this page from now on, with its bytes as they came over the network. */
export async function watchScripts(page: Page): Promise<Script[]> {
  const cdp = await page.context().newCDPSession(page);
  const urls = new Map<string, string>();
  const scripts: Script[] = [];
  cdp.on("Network.responseReceived", ({ requestId, response }) => {
    if (/javascript/.test(response.mimeType)) urls.set(requestId, response.url);
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const url = urls.get(requestId);
    if (url) scripts.push({ url, bytes: encodedDataLength });
  });
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  return scripts;
}

export const totalBytes = (scripts: readonly Script[]): number => scripts.reduce((sum, { bytes }) => sum + bytes, 0);
