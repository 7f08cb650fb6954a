"use client";
import type { ReactNode } from "react";
import { IntlProvider, useLocale } from "use-intl";
import type { Locale } from "@/lib/contracts/common";
import type { Messages } from "@/lib/i18n/messages";

type Props = { locale: Locale; messages: Messages; children: ReactNode };

/** Texts of one language for everything below; the server sends that language only. */
export const Texts = ({ locale, messages, children }: Props) => (
  // English declares the keys; every language has them by type.
  <IntlProvider locale={locale} messages={messages as never} timeZone="UTC">
    {children}
  </IntlProvider>
);

/** Dates below are written in this time zone. */
export const TimeZone = ({ timeZone, children }: { timeZone: string; children: ReactNode }) => (
  <IntlProvider locale={useLocale()} timeZone={timeZone}>
    {children}
  </IntlProvider>
);
