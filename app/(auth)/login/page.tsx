import type { Metadata } from "next";
import { LookoutScene } from "@/components/layout/lookout-scene";
import { safeNext } from "@/lib/client/safe-next";
import { pageTitle } from "@/lib/i18n/server";
import { LoginScreen } from "./login-screen";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export const generateMetadata = (): Promise<Metadata> => pageTitle("login");

export default async function LoginPage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <div className="grid min-h-dvh grid-rows-[55vw_1fr] md:grid-cols-[1fr_1.15fr] md:grid-rows-1">
      <LookoutScene className="size-full md:order-2" />
      <LoginScreen next={safeNext(typeof next === "string" ? next : null)} />
    </div>
  );
}
