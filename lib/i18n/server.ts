import { cookies, headers } from "next/headers";
import { cache } from "react";
import { createTranslator } from "use-intl/core";
import type { Locale } from "@/lib/contracts/common";
import { pageActor } from "@/lib/http/request-actor";
import { messages } from "./messages";
import { chooseLocale, LOCALE_COOKIE, THEME_COOKIE, type Theme, toTheme } from "./preferences";

/** Language and theme of this request. */
export const readPreferences = cache(async (): Promise<{ locale: Locale; theme: Theme }> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const cookie = jar.get(LOCALE_COOKIE)?.value;
  const account = cookie ? null : await readAccount(head.get("cookie"));
  const locale = chooseLocale({ cookie, account: account?.locale, acceptLanguage: head.get("accept-language") });
  return { locale, theme: toTheme(jar.get(THEME_COOKIE)?.value) };
});

/** A page in some language is better than none: whether somebody is logged in, or Postgres is away, matters elsewhere. */
async function readAccount(cookieHeader: string | null): Promise<{ locale: string } | null> {
  try {
    return await pageActor(cookieHeader);
  } catch {
    return null;
  }
}

/** A page's title in the reader's language. */
export async function pageTitle(name: keyof typeof messages.en.titles): Promise<{ title: string }> {
  const { locale } = await readPreferences();
  const t = createTranslator({ locale, messages: messages[locale] });
  return { title: t(`titles.${name}`) };
}
