import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { CourtsScreen } from "./courts-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("courts");

export default function CourtsPage() {
  return <CourtsScreen />;
}
