import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { parseMoment } from "@/components/player/timeline";
import { ANONYMOUS } from "@/lib/auth/actor";
import type { SharedVideo } from "@/lib/contracts/shares";
import { isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { readShared } from "@/lib/domain/shares/open";
import { pageTitle } from "@/lib/i18n/server";
import { runtime } from "@/lib/server/runtime";
import { SharedScreen } from "./shared-screen";

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ t?: string | string[] }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { token } = await params;
  const video = await readVideo(token);
  return {
    ...(video
      ? { title: [video.court_name, video.club_name].filter(Boolean).join(" · ") }
      : await pageTitle("notFound")),
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

/** For whoever has the link; the page does not ask who they are. */
export default async function SharedPage({ params, searchParams }: Props) {
  const [{ token }, { t }] = await Promise.all([params, searchParams]);
  const video = await readVideo(token);
  if (!video) notFound();
  return <SharedScreen token={token} video={video} startAt={parseMoment(typeof t === "string" ? t : null)} />;
}

/** Null whatever the reason. The page counts as a view once a browser shows it, not when a messenger previews it. */
const readVideo = cache(async (token: string): Promise<SharedVideo | null> => {
  try {
    return await readShared(runtime().context(ANONYMOUS, newId()), token);
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") return null;
    throw error;
  }
});
