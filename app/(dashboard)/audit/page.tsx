import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { AuditScreen } from "./audit-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("audit");

export default function AuditPage() {
  return <AuditScreen />;
}
