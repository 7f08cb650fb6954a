"use client";
import { useRouter } from "next/navigation";
import { TimeZone } from "@/components/layout/texts";
import { SharedFrame } from "@/components/sharing/shared-frame";
import { SharedVideoView } from "@/components/sharing/shared-video-view";
import { isApiError } from "@/lib/client/api-error";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import { useApi } from "@/lib/client/use-api";
import type { SharedVideo } from "@/lib/contracts/shares";

type Props = { token: string; video: SharedVideo; startAt: number | null };

/** Asks once, which counts the view. A link that ended since the page was made shows so. */
const ONCE = { revalidateOnFocus: false, revalidateOnReconnect: false, shouldRetryOnError: false };

export function SharedScreen({ token, video, startAt }: Props) {
  const router = useRouter();
  const params = { token };
  useApi(
    routes.shared,
    { params },
    { ...ONCE, onError: (error) => isApiError(error) && error.code === "not_found" && router.refresh() },
  );
  return (
    <TimeZone timeZone={video.timezone}>
      <SharedFrame>
        <SharedVideoView
          video={video}
          startAt={startAt}
          src={urlOf(routes.sharedVideo, { params, query: { inline: true } })}
          downloadHref={urlOf(routes.sharedVideo, { params })}
          poster={video.has_poster ? urlOf(routes.sharedThumbnail, { params }) : null}
        />
      </SharedFrame>
    </TimeZone>
  );
}
