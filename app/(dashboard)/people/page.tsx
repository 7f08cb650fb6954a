import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { PeopleScreen } from "./people-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("people");

export default function PeoplePage() {
  return <PeopleScreen />;
}
