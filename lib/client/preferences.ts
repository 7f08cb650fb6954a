import type { Locale } from "@/lib/contracts/common";
import { LOCALE_COOKIE, THEME_COOKIE, type Theme } from "@/lib/i18n/preferences";
import { VIDEO_VIEW_COOKIE, type VideoView } from "./video-view";

const YEAR_SECONDS = 31_536_000;

/** Not the Cookie Store API: it is missing where a club's network serves the pages over plain http. */
const setCookie = (name: string, value: string): void => {
  Object.assign(document, { cookie: `${name}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax` });
};

export const rememberVideoView = (view: VideoView): void => setCookie(VIDEO_VIEW_COOKIE, view);
export const rememberLocale = (locale: Locale): void => setCookie(LOCALE_COOKIE, locale);

/** Also changes the page at once; the server writes the same attribute from then on. */
export function rememberTheme(theme: Theme): void {
  setCookie(THEME_COOKIE, theme);
  document.documentElement.dataset.theme = theme;
}
