"use client";
import { HardDrive, Unplug } from "lucide-react";
import { useTranslations } from "use-intl";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Spinner } from "@/components/ui/spinner";
import type { Arrival } from "@/lib/client/arrival";

type Props = { name: string; poster: string | null; arrival: Exclude<Arrival, { state: "here" }> };

/** In the place of the player, and as large, while the video comes from its device. */
export function ArrivingVideo({ name, poster, arrival }: Props) {
  const t = useTranslations("player");
  return (
    <section
      aria-label={t("label", { name })}
      className="flex flex-col overflow-hidden rounded-card border border-line bg-stage text-stage-ink"
    >
      <div className="picture-frame max-h-[calc(100dvh-18rem)] min-h-48">
        {poster && <img src={poster} alt="" className="absolute inset-0 size-full object-contain opacity-40" />}
        <div role="status" className="absolute inset-0 grid place-items-center p-6 text-center">
          <Words arrival={arrival} />
        </div>
      </div>
      {/* As high as the controls that take its place. */}
      <div aria-hidden className="h-[4.875rem]" />
    </section>
  );
}

function Words({ arrival }: Pick<Props, "arrival">) {
  const t = useTranslations("player");
  const text = "max-w-md text-sm leading-relaxed text-balance";
  if (arrival.state !== "coming")
    return (
      <div className="grid justify-items-center gap-3 rounded-card bg-stage/85 p-5">
        <Unplug aria-hidden className="size-7 text-stage-muted" />
        <p className={text}>{t(`arrival.${arrival.state}`)}</p>
      </div>
    );
  if (arrival.progress === null)
    return (
      <div className="grid justify-items-center gap-3 rounded-card bg-stage/85 p-5">
        <Spinner className="size-7" />
        <p className={text}>{t("arrival.looking")}</p>
      </div>
    );
  const percent = t("arrival.percent", { percent: String(Math.floor(arrival.progress * 100)) });
  return (
    <div className="grid w-full max-w-sm justify-items-center gap-3 rounded-card bg-stage/85 p-5">
      <HardDrive aria-hidden className="size-7 text-stage-muted" />
      <p className={text}>{t("arrival.coming")}</p>
      <ProgressBar tone="sea" label={t("arrival.coming")} fraction={arrival.progress} text={percent} />
      <p className="text-sm tabular-nums">{percent}</p>
    </div>
  );
}
