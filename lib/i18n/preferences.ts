import type { Locale } from "@/lib/contracts/common";

/** Choices kept in the browser, read by the server so that the first paint is right. */
export const LOCALE_COOKIE = "vigie_locale";
export const THEME_COOKIE = "vigie_theme";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];
export const LOCALES = ["fr", "en"] as const satisfies Locale[];
export const DEFAULT_LOCALE: Locale = "fr";

export const toTheme = (text: string | null | undefined): Theme => THEMES.find((theme) => theme === text) ?? "system";
const toLocale = (text: string | null | undefined): Locale | null => LOCALES.find((locale) => locale === text) ?? null;

/** The reader's choice, else what their account says, else the first language of the browser we speak, else French. */
export function chooseLocale(from: {
  cookie?: string | null;
  account?: string | null;
  acceptLanguage?: string | null;
}): Locale {
  return toLocale(from.cookie) ?? toLocale(from.account) ?? fromAcceptLanguage(from.acceptLanguage) ?? DEFAULT_LOCALE;
}

function fromAcceptLanguage(header: string | null | undefined): Locale | null {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const q = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find(Boolean);
      return { language: tag.split("-")[0]!.toLowerCase(), weight: q === undefined ? 1 : Number(q) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return toLocale(wanted.find(({ language }) => toLocale(language))?.language);
}
