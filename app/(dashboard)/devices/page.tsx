import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { DevicesScreen } from "./devices-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("devices");

export default function DevicesPage() {
  return <DevicesScreen />;
}
