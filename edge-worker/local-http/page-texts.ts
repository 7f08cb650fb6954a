/** What the technician's page says, in the languages of the whole interface. */
export const PAGE_TEXTS = {
  fr: {
    title: "Appareil",
    connected: "Relié au serveur",
    disconnected: "Sans lien avec le serveur : les enregistrements continuent et sont rapportés plus tard",
    queue: "Rapports en attente",
    disk: "Disque libre",
    reserved: "réserve",
    ffmpeg: "FFmpeg",
    missing: "introuvable",
    temperature: "Température",
    clock: "Horloge",
    synced: "à l'heure",
    unsynced: "incertaine",
    uptime: "En marche depuis",
    cameras: "Caméras",
    noCameras: "Aucune caméra n'est confiée à cet appareil.",
    recordings: "Enregistrements en cours",
    noRecordings: "Aucun.",
    until: "jusqu'à",
    version: "Version",
    states: {
      idle: "au repos",
      connecting: "connexion",
      live: "en direct",
      stale: "image figée",
      unreachable: "injoignable",
    },
  },
  en: {
    title: "Device",
    connected: "Linked to the server",
    disconnected: "No link to the server: recordings go on and are reported later",
    queue: "Reports waiting",
    disk: "Free disk",
    reserved: "reserve",
    ffmpeg: "FFmpeg",
    missing: "not found",
    temperature: "Temperature",
    clock: "Clock",
    synced: "right",
    unsynced: "unsure",
    uptime: "Running for",
    cameras: "Cameras",
    noCameras: "No camera is entrusted to this device.",
    recordings: "Recordings under way",
    noRecordings: "None.",
    until: "until",
    version: "Version",
    states: { idle: "idle", connecting: "connecting", live: "live", stale: "frozen", unreachable: "unreachable" },
  },
} as const;

export type PageLanguage = keyof typeof PAGE_TEXTS;

/** The first of the browser's languages that is spoken here; French where none is. */
export function languageOf(acceptLanguage = ""): PageLanguage {
  const wanted = acceptLanguage.split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.find((code): code is PageLanguage => code === "fr" || code === "en") ?? "fr";
}
