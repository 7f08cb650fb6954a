import { Activity, BellRing, CalendarClock, Clapperboard, type LucideIcon, Settings2, SquarePlay } from "lucide-react";
import type { Permission } from "@/lib/contracts/permissions";

type Can = (permission: Permission) => boolean;
type Tab = { name: string; href: string; needs: Permission };
/** Where one can go. `roots` are the addresses below which one is there. */
export type Place<Name extends string> = { name: Name; href: string; roots: readonly string[] };
export type MainPlace = Place<
  "overview" | "courts" | "watch" | "schedule" | "videos" | "matches" | "administration"
> & {
  icon: LucideIcon;
  /** Not in a phone's bar, which has room for five: the bell in the header leads there. */
  isWideOnly?: true;
};

/** What sensors and the system saw, in the order of its tabs. */
const WATCH = [
  { name: "alerts", href: "/alerts", needs: "alert:read" },
  { name: "events", href: "/events", needs: "event:read" },
] as const satisfies Tab[];

/** The pages of the administration, in the order of its tabs. */
const ADMINISTRATION = [
  { name: "cameras", href: "/cameras", needs: "camera:read" },
  { name: "devices", href: "/devices", needs: "device:read" },
  { name: "people", href: "/people", needs: "user:read" },
  { name: "clubs", href: "/clubs", needs: "club:read" },
  { name: "audit", href: "/audit", needs: "audit:read" },
] as const satisfies Tab[];

export type SectionPlace = Place<(typeof ADMINISTRATION | typeof WATCH)[number]["name"]>;
/** Pages that belong together: tabs lead from one to the next. */
export type Section = { name: "watch" | "administration"; places: SectionPlace[] };

/** The sections and their pages this person may see. */
export const sections = (can: Can): Section[] => [
  { name: "watch", places: placesOf(WATCH, can) },
  { name: "administration", places: placesOf(ADMINISTRATION, can) },
];

const placesOf = (tabs: typeof WATCH | typeof ADMINISTRATION, can: Can): SectionPlace[] =>
  tabs.filter(({ needs }) => can(needs)).map(({ name, href }) => ({ name, href, roots: [href] }));

/** What the navigation offers this person: at most five, or a phone's bar is too narrow. Who sees their own videos only finds their matches. */
export function mainPlaces(can: Can, onlyOwnVideos: boolean): MainPlace[] {
  const places: MainPlace[] = [
    { name: "courts", href: "/courts", icon: SquarePlay, roots: ["/courts", "/sessions", "/wall"] },
  ];
  if (can("overview:read"))
    places.unshift({ name: "overview", href: "/overview", icon: Activity, roots: ["/overview"] });
  if (can("schedule:read"))
    places.push({ name: "schedule", href: "/schedule", icon: CalendarClock, roots: ["/schedule"] });
  const videos = onlyOwnVideos ? "matches" : "videos";
  if (can("file:list")) places.push({ name: videos, href: "/videos", icon: Clapperboard, roots: ["/videos"] });
  const [watch, administration] = sections(can).map(toPlace);
  if (watch) places.splice(-1, 0, { ...watch, icon: BellRing, isWideOnly: true });
  if (administration) places.push({ ...administration, icon: Settings2 });
  return places;
}

/** A section is reached at its first page; null when it has none for this person. */
function toPlace({ name, places }: Section): Place<Section["name"]> | null {
  const [first] = places;
  return first ? { name, href: first.href, roots: places.flatMap(({ roots }) => roots) } : null;
}

export const isAt = ({ roots }: Place<string>, path: string): boolean =>
  roots.some((root) => path === root || path.startsWith(`${root}/`));
