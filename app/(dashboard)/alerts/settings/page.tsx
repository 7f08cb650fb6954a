import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { AlertSettingsScreen } from "./alert-settings-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("alertSettings");

export default function AlertSettingsPage() {
  return <AlertSettingsScreen />;
}
