import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { EventsScreen } from "./events-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("events");

export default function EventsPage() {
  return <EventsScreen />;
}
