import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { ClubScreen } from "./club-screen";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = (): Promise<Metadata> => pageTitle("club");

export default async function ClubPage({ params }: Props) {
  return <ClubScreen id={(await params).id} />;
}
