"use client";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { RecordingLine } from "@/components/recordings/recording-line";
import { FormError } from "@/components/ui/form-error";
import type { CourtView } from "@/lib/contracts/courts";

type Props = {
  court: Pick<CourtView, "name" | "club_name" | "camera" | "recording" | "session">;
  /** Said only to those who see several clubs. */
  showsClub: boolean;
  /** Why the last thing that was asked did not happen. */
  error: string | null;
  picture: ReactNode;
  actions: ReactNode;
};

/** A court at a glance: its picture, its name, who does what there, and what can be done. */
export function CourtCard({ court, showsClub, error, picture, actions }: Props) {
  return (
    <article
      aria-label={court.name}
      className="flex flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card"
    >
      {picture}
      <div className="flex flex-1 flex-col p-4">
        <h2 className="flex items-baseline justify-between gap-3">
          <span className="truncate text-base font-semibold tracking-tight">{court.name}</span>
          <span className="truncate text-sm text-muted">{showsClub ? court.club_name : court.camera?.name}</span>
        </h2>
        <div className="mt-2 min-h-10">
          <CourtLine court={court} />
        </div>
        <FormError text={error} />
        <div className="mt-4 grid grid-cols-2 gap-2 empty:hidden">{actions}</div>
      </div>
    </article>
  );
}

function CourtLine({ court: { recording, session } }: Pick<Props, "court">) {
  const t = useTranslations("courts");
  if (recording) return <RecordingLine by={recording.by} startedAt={recording.started_at} endsAt={recording.ends_at} />;
  return (
    <p className="text-sm text-muted">
      {session?.status === "active" ? t("openedBy", { name: session.created_by_name }) : t("free")}
    </p>
  );
}
