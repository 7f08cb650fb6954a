"use client";
import { Gauge } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { StageButton } from "@/components/cameras/stage-button";
import { streamSupport } from "@/lib/client/stream-support";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { PreviewStage } from "./preview-stage";
import { StreamStage } from "./stream-stage";

/** The live picture: a preview without delay, or by choice the camera's own stream, where this browser can play it. */
export function LiveStage({ session }: { session: SessionDetail }) {
  const t = useTranslations("live");
  const [isFull, setIsFull] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const support = streamSupport(session.proxy?.codec);
  const choose = (isFull: boolean, hasFailed = false) => {
    setIsFull(isFull);
    setHasFailed(hasFailed);
  };
  // What is playing goes on while its device is away.
  if (isFull && support !== "unplayable")
    return (
      <StreamStage session={session} onFailed={() => choose(false, true)}>
        <StageButton
          icon={Gauge}
          label={t("toPreview")}
          text={t("fullQuality")}
          isPressed
          onPress={() => choose(false)}
        />
      </StreamStage>
    );
  return (
    <div>
      <PreviewStage session={session}>
        {support === "playable" && (
          <StageButton
            icon={Gauge}
            label={t("toFullQuality")}
            text={t("fullQuality")}
            isPressed={false}
            onPress={() => choose(true)}
          />
        )}
      </PreviewStage>
      {(support === "unplayable" || hasFailed) && (
        <p role="status" className="mt-2 text-sm leading-relaxed text-muted">
          {support === "unplayable" ? t("unplayable") : t("failed")}
        </p>
      )}
    </div>
  );
}
