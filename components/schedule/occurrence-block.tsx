"use client";
import { useTranslations } from "use-intl";
import { cx } from "@/components/ui/cx";
import type { Segment } from "@/lib/client/week";
import type { OccurrenceView } from "@/lib/contracts/schedule";
import { lookOf, STYLES } from "./look";
import { StateWord } from "./state-word";
import { useWords } from "./use-words";

type Props = { segment: Segment; top: number; height: number; onOpen: (occurrence: OccurrenceView) => void };

/** From this height on, in pixels, there is room for a line more. */
const ROOM = { time: 34, state: 48, court: 64 };

/** A time of a plan where it lies in the day: as high as it is long, and in words. */
export function OccurrenceBlock({ segment: { occurrence, lane, lanes, isTail }, top, height, onOpen }: Props) {
  const t = useTranslations("schedule");
  const words = useWords();
  const look = lookOf(occurrence);
  const isCrossed = look === "skipped";
  const label = t("blockLabel", {
    name: words.name(occurrence),
    court: occurrence.court_name,
    when: words.when(occurrence),
    state: occurrence.conflict && look === "planned" ? t("inTheWay") : t(`look.${look}`),
  });
  const until = t("until", { time: words.time(occurrence.ends_at) });
  const width = 100 / lanes;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => onOpen(occurrence)}
      style={{ top, height, left: `calc(${lane * width}% + 2px)`, width: `calc(${width}% - 4px)` }}
      className={cx(
        "absolute z-10 flex flex-col items-stretch overflow-hidden rounded-md border-l-3 px-1.5 py-0.5 text-left text-xs leading-tight transition-shadow hover:shadow-float",
        STYLES[look].block,
        occurrence.conflict && look === "planned" && "border-warn bg-warn-soft",
      )}
    >
      <span className={cx("truncate font-semibold", isCrossed && "text-muted line-through")}>
        {words.name(occurrence)}
        {isTail && height < ROOM.time && ` · ${until}`}
      </span>
      {height >= ROOM.time && (
        <span className="truncate text-muted tabular-nums">
          {isTail ? until : lanes > 1 ? words.time(occurrence.starts_at) : words.span(occurrence)}
          {occurrence.title && height < ROOM.court && ` · ${occurrence.court_name}`}
        </span>
      )}
      {occurrence.title && height >= ROOM.court && <span className="truncate text-muted">{occurrence.court_name}</span>}
      {height >= ROOM.state && <StateWord occurrence={occurrence} className="mt-auto" />}
    </button>
  );
}
