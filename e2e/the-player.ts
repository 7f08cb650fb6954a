import type { Locator, Page } from "@playwright/test";

export const playerOf = (page: Page): Locator => page.getByRole("region", { name: /Player/ });

/** Sought within the player: while a page's parts arrive, a part may stand in the document once more, hidden. */
export const videoOf = (page: Page): Locator => playerOf(page).locator("video");
