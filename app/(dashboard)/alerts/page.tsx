import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { AlertsScreen } from "./alerts-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("alerts");

export default function AlertsPage() {
  return <AlertsScreen />;
}
