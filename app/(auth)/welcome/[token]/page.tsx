import type { Metadata } from "next";
import { LookoutScene } from "@/components/layout/lookout-scene";
import { ANONYMOUS } from "@/lib/auth/actor";
import type { AccountLinkView } from "@/lib/contracts/account";
import { isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { getAccountLink } from "@/lib/domain/users/account-link";
import { pageTitle } from "@/lib/i18n/server";
import { runtime } from "@/lib/server/runtime";
import { WelcomeScreen } from "./welcome-screen";

type Props = { params: Promise<{ token: string }> };

export const generateMetadata = (): Promise<Metadata> => pageTitle("welcome");

export default async function WelcomePage({ params }: Props) {
  const { token } = await params;
  return (
    <div className="grid min-h-dvh grid-rows-[55vw_1fr] md:grid-cols-[1fr_1.15fr] md:grid-rows-1">
      <LookoutScene className="size-full md:order-2" />
      <WelcomeScreen token={token} link={await readLink(token)} />
    </div>
  );
}

/** Null for a link that does not work, whatever the reason. */
async function readLink(token: string): Promise<AccountLinkView | null> {
  try {
    return await getAccountLink(runtime().context(ANONYMOUS, newId()), token);
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  }
}
