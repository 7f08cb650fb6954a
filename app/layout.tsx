import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { ServiceWorker } from "@/components/layout/service-worker";
import { StyleNonce } from "@/components/layout/style-nonce";
import { Texts } from "@/components/layout/texts";
import { messages } from "@/lib/i18n/messages";
import { readPreferences } from "@/lib/i18n/server";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Vigie", template: "%s · Vigie" },
  applicationName: "Vigie",
  icons: { icon: "/icon.svg", apple: "/icons/apple-180.png" },
  appleWebApp: { capable: true, title: "Vigie" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { locale, theme } = await readPreferences();
  return (
    <html lang={locale} data-theme={theme} className={GeistSans.variable}>
      <body className="min-h-dvh font-sans antialiased">
        <Texts locale={locale} messages={messages[locale]}>
          {children}
          <StyleNonce />
          <ServiceWorker />
        </Texts>
      </body>
    </html>
  );
}
