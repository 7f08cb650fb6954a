import { Activity, CalendarClock, Clapperboard, type LucideIcon, Settings2, SquarePlay } from "lucide-react";
import type { Permission } from "@/lib/contracts/permissions";

type Can = (permission: Permission) => boolean;
/** Where one can go. `roots` are the addresses below which one is there. */
export type Place<Name extends string> = { name: Name; href: string; roots: readonly string[] };
export type MainPlace = Place<"overview" | "courts" | "schedule" | "videos" | "matches" | "administration"> & {
  icon: LucideIcon;
};

/** The pages of the administration, in the order of its tabs. */
const ADMINISTRATION = [
  { name: "cameras", href: "/cameras", needs: "camera:read" },
  { name: "devices", href: "/devices", needs: "device:read" },
  { name: "people", href: "/people", needs: "user:read" },
  { name: "clubs", href: "/clubs", needs: "club:read" },
  { name: "audit", href: "/audit", needs: "audit:read" },
] as const satisfies { name: string; href: string; needs: Permission }[];
export type AdministrationPlace = Place<(typeof ADMINISTRATION)[number]["name"]>;

export const administrationPlaces = (can: Can): AdministrationPlace[] =>
  ADMINISTRATION.filter(({ needs }) => can(needs)).map(({ name, href }) => ({ name, href, roots: [href] }));

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
  const administration = administrationPlaces(can);
  const [first] = administration;
  if (first) {
    const roots = administration.flatMap((place) => place.roots);
    places.push({ name: "administration", href: first.href, icon: Settings2, roots });
  }
  return places;
}

export const isAt = ({ roots }: Place<string>, path: string): boolean =>
  roots.some((root) => path === root || path.startsWith(`${root}/`));
