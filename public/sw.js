// Keeps the page that says "no connection", and the scripts and styles of pages seen before: their names change with
// their content. Never an answer of /api or a page of somebody's: those are read from the server or not at all.
const STATIC = "vigie-static-1";
const OFFLINE = "vigie-offline-1";
const OFFLINE_PAGE = "/offline";
const STATIC_FILES = "/_next/static/";
/** Some builds' worth of files. */
const MAX_FILES = 300;

self.addEventListener("install", (event) => {
  event.waitUntil(keepOfflinePage().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOtherCaches().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith(STATIC_FILES)) event.respondWith(fromCacheFirst(request));
  else if (request.mode === "navigate") event.respondWith(fromServer(event));
});

async function keepOfflinePage() {
  const page = await fetch(OFFLINE_PAGE, { credentials: "same-origin", cache: "no-store" });
  if (!page.ok) return;
  const html = await page.clone().text();
  await (await caches.open(OFFLINE)).put(OFFLINE_PAGE, page);
  const files = [...new Set(html.match(/\/_next\/static\/[\w./-]+\.(?:js|css|woff2)/g) ?? [])];
  await Promise.all(files.map((file) => fromCacheFirst(new Request(file))));
}

async function fromCacheFirst(request) {
  const cache = await caches.open(STATIC);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  // A server in development promises no such thing.
  if (answer.ok && /immutable/.test(answer.headers.get("cache-control") ?? "")) {
    await cache.put(request, answer.clone());
    const names = await cache.keys();
    await Promise.all(names.slice(0, -MAX_FILES).map((old) => cache.delete(old)));
  }
  return answer;
}

let isOfflinePageFresh = false;

async function fromServer(event) {
  try {
    const answer = await fetch(event.request);
    // Once per life of this worker: its language, and the build it belongs to, may have changed.
    if (answer.ok && !isOfflinePageFresh) {
      isOfflinePageFresh = true;
      event.waitUntil(keepOfflinePage().catch(() => undefined));
    }
    return answer;
  } catch {
    return (await (await caches.open(OFFLINE)).match(OFFLINE_PAGE)) ?? Response.error();
  }
}

async function dropOtherCaches() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== STATIC && name !== OFFLINE).map((name) => caches.delete(name)));
}

// Alerts while no page is open. A worker has no texts of the pages: these are the few it needs.
const WORDS = {
  en: {
    over: "Over",
    kinds: {
      "button.pressed": "Mat pressed",
      "photo.motion": "Motion",
      "camera.lost": "A camera is gone",
      "recorder.stopped": "A recording stopped by itself",
      "recorder.replaced": "A recorder was replaced",
      "video.lost": "A clip was lost",
      "device.offline": "Device offline",
      "disk.low": "The disk is nearly full",
      "clock.unsure": "The clock is not sure",
    },
  },
  fr: {
    over: "Terminé",
    kinds: {
      "button.pressed": "Appui sur le tapis",
      "photo.motion": "Mouvement",
      "camera.lost": "Une caméra a disparu",
      "recorder.stopped": "Un enregistrement s’est arrêté tout seul",
      "recorder.replaced": "Un enregistreur a été remplacé",
      "video.lost": "Un clip a été perdu",
      "device.offline": "Appareil hors ligne",
      "disk.low": "Le disque est presque plein",
      "clock.unsure": "L’horloge n’est pas sûre",
    },
  },
};

self.addEventListener("push", (event) => {
  event.waitUntil(showAlert(event.data?.json() ?? {}));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openAlerts());
});

// The tag is the one a page uses: an alert is shown once, and its end in its place.
async function showAlert({ id, news, kind, place, occurred_at, locale, time_zone }) {
  const words = WORDS[locale] ?? WORDS.en;
  const name = words.kinds[kind] ?? kind ?? "Vigie";
  const at = new Date(occurred_at);
  const zone = time_zone ? { timeZone: time_zone } : {};
  const time = Number.isNaN(at.getTime()) ? "" : at.toLocaleTimeString(locale, { timeStyle: "short", ...zone });
  await self.registration.showNotification(news === "recovered" ? `${words.over}: ${name}` : name, {
    body: [place, time].filter(Boolean).join(" · "),
    tag: `vigie-${id}`,
    lang: locale,
    icon: "/icon.svg",
  });
}

async function openAlerts() {
  const [open] = await self.clients.matchAll({ type: "window" });
  if (!open) return self.clients.openWindow("/alerts");
  await open.focus();
  return open.navigate("/alerts");
}
