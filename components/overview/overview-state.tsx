"use client";
import { ShieldCheck, TriangleAlert, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import { CalmSea } from "./calm-sea";

type Props = { problems: number; at: string; isBlind: boolean; children: ReactNode };

const LOOKS = {
  well: { icon: ShieldCheck, tone: "bg-live-soft text-live" },
  problems: { icon: TriangleAlert, tone: "bg-rec-soft text-rec" },
  blind: { icon: WifiOff, tone: "bg-warn-soft text-warn" },
} as const;

/** The answer in one look: all is well, so many things need you, or nothing can be told. */
export function OverviewState({ problems, at, isBlind, children }: Props) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const time = format.dateTime(new Date(at), "timeWithSeconds");
  const state = isBlind ? "blind" : problems > 0 ? "problems" : "well";
  const words = {
    well: { title: t("wellTitle"), body: t("wellBody") },
    problems: { title: t("problemsTitle", { count: problems }), body: t("problemsBody") },
    blind: { title: t("blindTitle"), body: t("blindBody", { time }) },
  }[state];
  const { icon: Icon, tone } = LOOKS[state];
  return (
    <section
      aria-label={words.title}
      data-state={state}
      className="overflow-hidden rounded-card border border-line bg-surface shadow-card"
    >
      <div role="status" className="relative flex items-center gap-4 px-5 pt-6 pb-5 sm:px-7 sm:pt-8 sm:pb-7">
        {state === "well" && <CalmSea className="absolute inset-y-0 right-0 h-full max-w-2xl max-sm:hidden" />}
        <span className={cx("relative grid size-14 shrink-0 place-items-center rounded-full", tone)}>
          <Icon aria-hidden className="size-7" />
        </span>
        <div className="relative max-w-xl">
          <h2 className="text-xl font-semibold tracking-tight">{words.title}</h2>
          <p className="mt-0.5 text-sm leading-relaxed text-muted">{words.body}</p>
        </div>
      </div>
      <div className="border-t border-line">{children}</div>
    </section>
  );
}
