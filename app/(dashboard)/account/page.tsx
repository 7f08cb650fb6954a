import type { Metadata } from "next";
import { pageTitle } from "@/lib/i18n/server";
import { AccountScreen } from "./account-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("account");

export default function AccountPage() {
  return <AccountScreen />;
}
