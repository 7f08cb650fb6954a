import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { CamerasScreen } from "./cameras-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("cameras");

export default function CamerasPage() {
  return <CamerasScreen />;
}
