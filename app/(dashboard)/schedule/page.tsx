import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { ScheduleScreen } from "./schedule-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("schedule");

export default function SchedulePage() {
  return <ScheduleScreen />;
}
