import { alerts } from "./en/alerts";
import { audit } from "./en/audit";
import { download } from "./en/download";
import { enrolment } from "./en/enrolment";
import { events } from "./en/events";
import { happened } from "./en/happened";
import { library } from "./en/library";
import { live } from "./en/live";
import { overview } from "./en/overview";
import { people } from "./en/people";
import { places } from "./en/places";
import { player } from "./en/player";
import { recording } from "./en/recording";
import { schedule } from "./en/schedule";
import { sensors } from "./en/sensors";
import { sharing } from "./en/sharing";
import { videos } from "./en/videos";
import { wall } from "./en/wall";
import { webhooks } from "./en/webhooks";

/** English, and the shape every language has. */
export const en = {
  brand: { tagline: "Eyes on every court" },
  titles: {
    login: "Log in",
    overview: "Overview",
    wall: "Wall",
    courts: "Courts",
    session: "Session",
    schedule: "Schedule",
    videos: "Videos",
    video: "Video",
    events: "Events",
    alerts: "Alerts",
    alertSettings: "Alert settings",
    cameras: "Courts & cameras",
    devices: "Devices",
    device: "Device",
    audit: "Audit",
    trash: "Trash",
    people: "People",
    clubs: "Clubs",
    club: "Club",
    account: "My account",
    welcome: "Choose a password",
    notFound: "Not found",
    offline: "No connection",
  },
  common: {
    cancel: "Cancel",
    close: "Close",
    save: "Save",
    retry: "Try again",
    loading: "Loading…",
    skipToContent: "Skip to content",
  },
  nav: {
    label: "Main",
    places: {
      overview: "Overview",
      courts: "Courts",
      watch: "Watch",
      schedule: "Schedule",
      videos: "Videos",
      matches: "My matches",
      administration: "Administration",
    },
    short: {
      overview: "Overview",
      courts: "Courts",
      watch: "Watch",
      schedule: "Schedule",
      videos: "Videos",
      matches: "My matches",
      administration: "Admin",
    },
    sections: {
      alerts: "Alerts",
      events: "Events",
      cameras: "Courts & cameras",
      devices: "Devices",
      people: "People",
      clubs: "Clubs",
      audit: "Audit",
    },
    account: "Account of {name}",
    language: "Language",
    theme: "Appearance",
    myAccount: "My account",
    signOut: "Sign out",
  },
  languages: { fr: "Français", en: "English" },
  themes: { system: "System", light: "Light", dark: "Dark" },
  roles: {
    SUPER_ADMIN: "Super administrator",
    CLUB_ADMIN: "Club administrator",
    STAFF: "Staff",
    PLAYER: "Player",
  },
  link: {
    offline: "Connection lost. What you see may be out of date; recordings go on by themselves.",
    unreachableTitle: "Vigie cannot be reached",
    unreachableBody:
      "There is no connection to the server. Check the network; this page opens by itself once it answers. Recordings go on.",
  },
  login: {
    title: "Good to see you",
    lead: "Log in to watch and record your courts.",
    email: "E-mail address",
    password: "Password",
    submit: "Log in",
    submitting: "Logging in…",
    emailMissing: "Enter your e-mail address.",
    passwordMissing: "Enter your password.",
    showPassword: "Show password",
    hidePassword: "Hide password",
    outcome: {
      wrong: "This e-mail address and password do not match. Check both and try again.",
      locked: "Too many attempts. This account is locked for up to 15 minutes; then try again.",
      unavailable: "The server does not answer. Check your connection and try again in a moment.",
    },
  },
  errors: {
    code: {
      offline: "The server cannot be reached. Check your connection; it will be tried again.",
      bad_request: "The server did not understand this request. Reload the page and try again.",
      unauthenticated: "Your login has ended. Log in again.",
      forbidden: "Your role does not allow this. Ask an administrator of your club.",
      not_found: "This no longer exists, or you have no access to it.",
      conflict: "Something changed in the meantime. Look at the current state and try again.",
      too_large: "This is too large.",
      unprocessable: "One of the values is not allowed. Check it and try again.",
      rate_limited: "That is too many at once. Wait a moment and try again.",
      internal: "Something went wrong on the server. Try again; if it stays, tell your administrator.",
      camera_unreachable: "The camera does not answer. Check its power and network, then try again.",
      unavailable:
        "Not available right now: the server is restarting, or the device of the camera is offline. Try again in a moment.",
      device_timeout: "The device has not answered in time. Look at the state in a moment before trying again.",
      storage_full: "The device has no room left. Delete videos or make room, then try again.",
    },
    title: "This could not be loaded",
    reference: "Reference {id}",
    crashTitle: "This page stumbled",
    crashBody: "Recordings are not affected. Try again; if it stays, tell your administrator.",
    notFoundTitle: "Nothing on the horizon",
    notFoundBody: "This page does not exist, or it is not for you.",
    toCourts: "Go to the courts",
  },
  camera: {
    state: {
      live: "Live",
      connecting: "Connecting",
      stale: "Picture frozen",
      unreachable: "Camera unreachable",
      idle: "Ready",
      offline: "Device offline",
      none: "No camera",
    },
    recording: "Recording",
    offlineSince: "Device offline since {time}",
    staleSince: "No new picture since {time}",
    waiting: "Waiting for the picture…",
    lost: "The camera does not answer. It is tried again all the time.",
    lostSince: "No picture since {time}: the camera does not answer. It is tried again all the time.",
    noCamera: "No camera is assigned to this court.",
    private: "The picture is shown to whoever opened the court.",
    pictureOf: "Live picture of {name}",
    lastPictureOf: "Last picture of {name}, standing still",
    refused: "This picture may not be shown to you.",
    age: "Age of the picture: {seconds} s",
    ageShort: "{seconds} s",
  },
  overview,
  wall,
  alerts,
  events,
  happened,
  ...audit,
  ...places,
  ...recording,
  ...videos,
  download,
  ...enrolment,
  webhooks,
  library,
  live,
  player,
  sensors,
  sharing,
  schedule,
  ...people,
} as const;
