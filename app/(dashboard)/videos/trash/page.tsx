import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { TrashScreen } from "./trash-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("trash");

export default function TrashPage() {
  return <TrashScreen />;
}
