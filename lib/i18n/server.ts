import { cookies, headers } from "next/headers";
import { cache } from "react";
import { createTranslator } from "use-intl/core";
import type { Locale } from "@/lib/contracts/common";
import { messages } from "./messages";
import { chooseLocale, LOCALE_COOKIE, THEME_COOKIE, type Theme, toTheme } from "./preferences";

/** Language and theme of this request. */
export const readPreferences = cache(async (): Promise<{ locale: Locale; theme: Theme }> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale({
    cookie: jar.get(LOCALE_COOKIE)?.value,
    acceptLanguage: head.get("accept-language"),
  });
  return { locale, theme: toTheme(jar.get(THEME_COOKIE)?.value) };
});

/** A page's title in the reader's language. */
export async function pageTitle(name: keyof typeof messages.en.titles): Promise<{ title: string }> {
  const { locale } = await readPreferences();
  const t = createTranslator({ locale, messages: messages[locale], namespace: "titles" });
  return { title: t(name) };
}
