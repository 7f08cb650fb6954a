"use client";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import { Initials } from "@/components/ui/initials";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusPill } from "@/components/ui/status-pill";
import type { PersonView } from "@/lib/contracts/users";

const ROW =
  "grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-2 px-4 py-3.5 md:grid-cols-[auto_minmax(0,2.2fr)_minmax(0,1.4fr)_minmax(0,1.6fr)_auto] md:px-5";
const TONES = { active: "good", invited: "calm", disabled: "quiet" } as const;

type Props = { person: PersonView; isSelf: boolean; showsClub: boolean; menu: ReactNode };

/** One person: who they are, what they may do, whether they can come in. */
export function PersonRow({ person, isSelf, showsClub, menu }: Props) {
  const t = useTranslations();
  return (
    <li className={ROW}>
      <Initials name={person.name} />
      <div className="min-w-0">
        <p className={cx("truncate text-sm font-semibold", person.state === "disabled" && "text-muted")}>
          {person.name}
          {isSelf && <span className="ml-1.5 font-normal text-muted">{t("people.you")}</span>}
        </p>
        <p className="truncate text-sm text-muted">{person.email}</p>
      </div>
      <div className="justify-self-end md:order-last">{menu}</div>
      <div className="col-span-2 col-start-2 min-w-0 md:col-span-1 md:col-start-auto">
        <p className="truncate text-sm">{t(`roles.${person.role}`)}</p>
        {showsClub && <p className="truncate text-sm text-muted">{person.club_name ?? t("people.noClub")}</p>}
      </div>
      <div className="col-span-2 col-start-2 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 md:col-span-1 md:col-start-auto">
        <StatusPill tone={TONES[person.state]}>{t(`people.states.${person.state}`)}</StatusPill>
        <WhenSeen person={person} />
      </div>
    </li>
  );
}

function WhenSeen({ person }: { person: PersonView }) {
  const t = useTranslations("people");
  const format = useFormatter();
  const moment = (at: string) => format.dateTime(new Date(at), "moment");
  if (person.state === "invited")
    return (
      <p className="text-xs text-muted tabular-nums">
        {person.link_expires_at ? t("linkUntil", { time: moment(person.link_expires_at) }) : t("linkOver")}
      </p>
    );
  return (
    <p className="text-xs text-muted tabular-nums">
      {person.last_seen_at ? t("seen", { time: moment(person.last_seen_at) }) : t("neverSeen")}
    </p>
  );
}

export const PersonRowSkeleton = () => (
  <div className={ROW}>
    <Skeleton className="size-10 rounded-full" />
    <div>
      <Skeleton className="mb-1.5 h-4 w-36" />
      <Skeleton className="h-4 w-48 max-w-full" />
    </div>
    <Skeleton className="size-10 md:order-last" />
    <Skeleton className="col-start-2 h-4 w-28 md:col-start-auto" />
    <Skeleton className="col-start-2 h-6 w-24 rounded-full md:col-start-auto" />
  </div>
);
