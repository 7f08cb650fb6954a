import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { DeviceScreen } from "./device-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("device");

export default async function DevicePage({ params }: { params: Promise<{ id: string }> }) {
  return <DeviceScreen id={(await params).id} />;
}
