import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { SessionScreen } from "./session-screen";

type Props = { params: Promise<{ id: string }> };

export const generateMetadata = (): Promise<Metadata> => pageTitle("session");

export default async function SessionPage({ params }: Props) {
  const { id } = await params;
  return <SessionScreen sessionId={id} />;
}
