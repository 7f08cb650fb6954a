"use client";
import { type ReactNode, useSyncExternalStore } from "react";
import { IntlProvider, useLocale } from "use-intl";
import type { Locale } from "@/lib/contracts/common";
import { formats } from "@/lib/i18n/formats";
import type { Messages } from "@/lib/i18n/messages";

type Props = { locale: Locale; messages: Messages; children: ReactNode };

/** Texts of one language for everything below; the server sends that language only. */
export const Texts = ({ locale, messages, children }: Props) => (
  // English declares the keys; every language has them by type.
  <IntlProvider locale={locale} messages={messages as never} formats={formats} timeZone="UTC">
    {children}
  </IntlProvider>
);

const never = () => () => {};
const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Dates below are written in this time zone; null, for those without a club, takes the browser's. */
export function TimeZone({ timeZone, children }: { timeZone: string | null; children: ReactNode }) {
  const browsers = useSyncExternalStore(never, browserZone, () => "UTC");
  return (
    <IntlProvider locale={useLocale()} timeZone={timeZone ?? browsers}>
      {children}
    </IntlProvider>
  );
}
