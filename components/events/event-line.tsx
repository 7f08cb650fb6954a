"use client";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { Poster } from "@/components/files/poster";
import { eventTimes } from "@/lib/client/event-times";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { EventClip, EventView } from "@/lib/contracts/events";
import { ClipInPlace } from "./clip-in-place";
import { ClipPicture } from "./clip-picture";
import { EventIcon } from "./event-icon";
import { EventTrust } from "./event-trust";
import { LastLines } from "./last-lines";
import { SeenButton } from "./seen-button";
import { useEventWords } from "./use-event-words";

type Props = {
  event: EventView;
  /** Null for those who may not say it. */
  onSeen: ((isSeen: boolean) => void) | null;
};

/** One event: when, what and where; its clip plays in place. */
export function EventLine({ event, onSeen }: Props) {
  const t = useTranslations("events");
  const format = useFormatter();
  const { title, detail, place, lines } = useEventWords(event);
  const [shown, setShown] = useState<string | null>(null);
  const clip = event.clips.find(({ file_id }) => file_id === shown);
  const time = format.dateTime(eventTimes(event).at, "timeWithSeconds");
  const name = t("nameOf", { event: title, time });
  const toggle = ({ file_id }: EventClip) => setShown((now) => (now === file_id ? null : file_id));
  return (
    <li className="px-4 py-3" data-event={event.event_id}>
      <div className="flex items-start gap-3 sm:gap-4">
        <EventIcon type={event.type} />
        <div className="flex min-w-0 flex-1 flex-col gap-2.5 sm:flex-row sm:gap-4">
          <div className="min-w-0 flex-1 text-sm">
            <p className="flex flex-wrap items-baseline gap-x-2.5">
              <time dateTime={event.placed_at} className="text-muted tabular-nums">
                {time}
              </time>
              <span className="font-semibold">{title}</span>
            </p>
            <p className="mt-0.5 text-muted break-words">{place}</p>
            {detail && <p className="mt-0.5 leading-snug text-muted">{detail}</p>}
            <EventTrust event={event} />
            <LastLines lines={lines} />
          </div>
          <div className="flex shrink-0 flex-wrap gap-2">
            {event.clips.map((one) => (
              <ClipPicture
                key={one.file_id}
                clip={one}
                name={name}
                isOpen={one.file_id === shown}
                onToggle={() => toggle(one)}
              >
                <span className="picture-frame relative block w-36">
                  <Poster src={one.has_poster ? urlOf(routes.fileThumbnail, { params: { id: one.file_id } }) : null} />
                </span>
              </ClipPicture>
            ))}
          </div>
        </div>
        {onSeen && <SeenButton event={event} name={name} onSeen={onSeen} />}
      </div>
      {clip && <ClipInPlace clip={clip} name={name} onClose={() => setShown(null)} />}
    </li>
  );
}
