import type { Metadata } from "next";
import { OfflineScreen } from "@/components/screens/offline-screen";
import { pageTitle } from "@/lib/i18n/server";

export const generateMetadata = (): Promise<Metadata> => pageTitle("offline");

/** Kept by every browser for when the server cannot be reached. */
export default function OfflinePage() {
  return <OfflineScreen />;
}
