import type { Metadata } from "next";
import { NotFoundScreen } from "@/components/screens/not-found-screen";
import { pageTitle } from "@/lib/i18n/server";

export const generateMetadata = (): Promise<Metadata> => pageTitle("notFound");

export default function NotFound() {
  return <NotFoundScreen />;
}
