import type { Metadata } from "next";
import { cookies } from "next/headers";
import { toVideoView, VIDEO_VIEW_COOKIE } from "@/lib/client/video-view";
import { pageTitle } from "@/lib/i18n/server";
import { VideosScreen } from "./videos-screen";

export const generateMetadata = (): Promise<Metadata> => pageTitle("videos");

export default async function VideosPage() {
  return <VideosScreen initialView={toVideoView((await cookies()).get(VIDEO_VIEW_COOKIE)?.value)} />;
}
