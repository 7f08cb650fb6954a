import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { VideosScreen } from "./videos-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("videos");

export default function VideosPage() {
  return <VideosScreen />;
}
