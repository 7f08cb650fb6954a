import type { Metadata } from "next";
import { parseMoment } from "@/components/player/timeline";
import { FileRef } from "@/lib/contracts/common";
import type { FileDetail } from "@/lib/contracts/files";
import { isAppError } from "@/lib/core/errors";
import { getFile } from "@/lib/domain/files/get";
import { pageTitle } from "@/lib/i18n/server";
import { pageContext } from "../../page-context";
import { VideoScreen } from "./video-screen";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ t?: string | string[] }> };

export const generateMetadata = (): Promise<Metadata> => pageTitle("video");

export default async function VideoPage({ params, searchParams }: Props) {
  const [{ id }, { t }] = await Promise.all([params, searchParams]);
  const startAt = parseMoment(typeof t === "string" ? t : null);
  return <VideoScreen initial={await readVideo(id)} startAt={startAt} />;
}

/** Null for what is absent and for what this person may not see, as everywhere. */
async function readVideo(id: string): Promise<FileDetail | null> {
  const ctx = await pageContext();
  const ref = FileRef.safeParse(id);
  if (!ctx || !ref.success) return null;
  try {
    return await getFile(ctx, ref.data);
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "forbidden")) return null;
    throw error;
  }
}
