import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { LookoutScene } from "@/components/layout/lookout-scene";
import { safeNext } from "@/lib/client/safe-next";
import { pageActor } from "@/lib/http/request-actor";
import { pageTitle } from "@/lib/i18n/server";
import { LoginScreen } from "./login-screen";

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export const generateMetadata = (): Promise<Metadata> => pageTitle("login");

export default async function LoginPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const target = safeNext(typeof next === "string" ? next : null);
  if (await isLoggedIn()) redirect(target);
  return (
    <div className="grid min-h-dvh grid-rows-[55vw_1fr] md:grid-cols-[1fr_1.15fr] md:grid-rows-1">
      <LookoutScene className="size-full md:order-2" />
      <LoginScreen next={target} />
    </div>
  );
}

/** While it cannot be told, the form is shown: logging in again does no harm. */
async function isLoggedIn(): Promise<boolean> {
  const cookies = (await headers()).get("cookie");
  try {
    return (await pageActor(cookies)) !== null;
  } catch {
    return false;
  }
}
