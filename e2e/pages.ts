import type { Person } from "./people";

/** What the pages of a story are about: made before they are looked at. */
export type Subjects = {
  session: string;
  video: string;
  share: string;
  invitation: string;
  /** A Monday. */
  week: string;
};
export type PageToSee = {
  name: string;
  /** Null: nobody is logged in. */
  person: Person | null;
  path: string | ((subjects: Subjects) => string);
  /** Live pictures the page shows, once they came. */
  pictures?: number;
};

/** Every page there is. Each is looked at in both sizes, themes and languages: e2e/every-page.spec.ts. */
export const PAGES: PageToSee[] = [
  { name: "login", person: null, path: "/login" },
  { name: "offline", person: null, path: "/offline" },
  { name: "overview", person: "club_admin", path: "/overview" },
  { name: "wall", person: "club_admin", path: "/wall" },
  { name: "wall-large", person: "club_admin", path: "/wall?court=2", pictures: 1 },
  { name: "welcome", person: null, path: ({ invitation }) => `/welcome/${invitation}` },
  { name: "welcome-over", person: null, path: "/welcome/never-made" },
  { name: "courts", person: "club_admin", path: "/courts", pictures: 2 },
  { name: "session", person: "club_admin", path: ({ session }) => `/sessions/${session}`, pictures: 1 },
  { name: "alerts", person: "club_admin", path: "/alerts" },
  { name: "alert-settings", person: "club_admin", path: "/alerts/settings" },
  { name: "events", person: "club_admin", path: "/events" },
  { name: "schedule", person: "club_admin", path: ({ week }) => `/schedule?week=${week}` },
  { name: "videos", person: "club_admin", path: "/videos" },
  { name: "video", person: "club_admin", path: ({ video }) => `/videos/${video}` },
  { name: "cameras", person: "club_admin", path: "/cameras", pictures: 2 },
  { name: "devices", person: "club_admin", path: "/devices" },
  { name: "device", person: "club_admin", path: "/devices/hub" },
  { name: "audit", person: "club_admin", path: "/audit" },
  { name: "videos-trash", person: "club_admin", path: "/videos/trash" },
  { name: "shared", person: null, path: ({ share }) => `/s/${share}` },
  { name: "shared-gone", person: null, path: `/s/${"x".repeat(43)}` },
  { name: "people", person: "club_admin", path: "/people" },
  { name: "club", person: "club_admin", path: "/clubs/1" },
  { name: "account", person: "club_admin", path: "/account" },
  { name: "clubs", person: "super_admin", path: "/clubs" },
  { name: "people-of-all", person: "super_admin", path: "/people" },
  { name: "not-found", person: "club_admin", path: "/nowhere" },
];
