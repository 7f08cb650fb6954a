import type { Messages } from "../messages";
import { alerts } from "./fr/alerts";
import { audit } from "./fr/audit";
import { download } from "./fr/download";
import { enrolment } from "./fr/enrolment";
import { events } from "./fr/events";
import { happened } from "./fr/happened";
import { library } from "./fr/library";
import { live } from "./fr/live";
import { overview } from "./fr/overview";
import { people } from "./fr/people";
import { places } from "./fr/places";
import { player } from "./fr/player";
import { recording } from "./fr/recording";
import { schedule } from "./fr/schedule";
import { sensors } from "./fr/sensors";
import { sharing } from "./fr/sharing";
import { videos } from "./fr/videos";
import { wall } from "./fr/wall";
import { webhooks } from "./fr/webhooks";

/** French. A narrow unbreakable space (U+202F) stands before ; ! ? so that no line begins with them. */
export const fr: Messages = {
  brand: { tagline: "Un œil sur chaque terrain" },
  titles: {
    login: "Connexion",
    overview: "Vue d’ensemble",
    wall: "Mur d’images",
    courts: "Terrains",
    session: "Session",
    schedule: "Programme",
    videos: "Vidéos",
    video: "Vidéo",
    events: "Événements",
    alerts: "Alertes",
    alertSettings: "Réglages des alertes",
    cameras: "Terrains et caméras",
    devices: "Appareils",
    device: "Appareil",
    audit: "Journal",
    trash: "Corbeille",
    people: "Personnes",
    clubs: "Clubs",
    club: "Club",
    account: "Mon compte",
    welcome: "Choisir un mot de passe",
    notFound: "Introuvable",
    offline: "Pas de connexion",
  },
  common: {
    cancel: "Annuler",
    close: "Fermer",
    save: "Enregistrer",
    retry: "Réessayer",
    loading: "Chargement…",
    skipToContent: "Aller au contenu",
  },
  nav: {
    label: "Principale",
    places: {
      overview: "Vue d’ensemble",
      courts: "Terrains",
      watch: "Surveillance",
      schedule: "Programme",
      videos: "Vidéos",
      matches: "Mes matchs",
      administration: "Administration",
    },
    short: {
      overview: "État",
      courts: "Terrains",
      watch: "Surveillance",
      schedule: "Programme",
      videos: "Vidéos",
      matches: "Mes matchs",
      administration: "Gestion",
    },
    sections: {
      alerts: "Alertes",
      events: "Événements",
      cameras: "Terrains et caméras",
      devices: "Appareils",
      people: "Personnes",
      clubs: "Clubs",
      audit: "Journal",
    },
    account: "Compte de {name}",
    language: "Langue",
    theme: "Apparence",
    myAccount: "Mon compte",
    signOut: "Se déconnecter",
  },
  languages: { fr: "Français", en: "English" },
  themes: { system: "Système", light: "Clair", dark: "Sombre" },
  roles: {
    SUPER_ADMIN: "Super-administrateur",
    CLUB_ADMIN: "Administrateur du club",
    STAFF: "Équipe",
    PLAYER: "Joueur",
  },
  link: {
    offline:
      "Connexion perdue. Ce que vous voyez n’est peut-être plus à jour\u202f; les enregistrements continuent d’eux-mêmes.",
    unreachableTitle: "Vigie est injoignable",
    unreachableBody:
      "Aucune connexion au serveur. Vérifiez le réseau\u202f; cette page s’ouvrira d’elle-même dès qu’il répondra. Les enregistrements continuent.",
  },
  login: {
    title: "Heureux de vous revoir",
    lead: "Connectez-vous pour voir et enregistrer vos terrains.",
    email: "Adresse e-mail",
    password: "Mot de passe",
    submit: "Se connecter",
    submitting: "Connexion…",
    emailMissing: "Saisissez votre adresse e-mail.",
    passwordMissing: "Saisissez votre mot de passe.",
    showPassword: "Afficher le mot de passe",
    hidePassword: "Masquer le mot de passe",
    outcome: {
      wrong: "Cette adresse et ce mot de passe ne correspondent pas. Vérifiez les deux et réessayez.",
      locked: "Trop d’essais. Ce compte est bloqué pendant 15 minutes au plus\u202f; réessayez ensuite.",
      unavailable: "Le serveur ne répond pas. Vérifiez votre connexion et réessayez dans un instant.",
    },
  },
  errors: {
    code: {
      offline: "Le serveur est injoignable. Vérifiez votre connexion\u202f; un nouvel essai suivra.",
      bad_request: "Le serveur n’a pas compris cette demande. Rechargez la page et réessayez.",
      unauthenticated: "Votre session de connexion est terminée. Reconnectez-vous.",
      forbidden: "Votre rôle ne le permet pas. Adressez-vous à un administrateur de votre club.",
      not_found: "Cet élément n’existe plus, ou vous n’y avez pas accès.",
      conflict: "Quelque chose a changé entre-temps. Regardez l’état actuel et réessayez.",
      too_large: "C’est trop volumineux.",
      unprocessable: "Une des valeurs n’est pas admise. Vérifiez-la et réessayez.",
      rate_limited: "C’est trop à la fois. Patientez un instant et réessayez.",
      internal:
        "Une erreur est survenue sur le serveur. Réessayez\u202f; si elle persiste, prévenez votre administrateur.",
      camera_unreachable: "La caméra ne répond pas. Vérifiez son alimentation et son réseau, puis réessayez.",
      unavailable:
        "Pas disponible en ce moment\u00a0: le serveur redémarre, ou l’appareil de la caméra est hors ligne. Réessayez dans un instant.",
      device_timeout: "L’appareil n’a pas répondu à temps. Regardez l’état dans un instant avant de réessayer.",
      storage_full: "L’appareil n’a plus de place. Supprimez des vidéos ou libérez de la place, puis réessayez.",
    },
    title: "Le chargement a échoué",
    reference: "Référence {id}",
    crashTitle: "Cette page a trébuché",
    crashBody:
      "Les enregistrements ne sont pas touchés. Réessayez\u202f; si cela persiste, prévenez votre administrateur.",
    notFoundTitle: "Rien à l’horizon",
    notFoundBody: "Cette page n’existe pas, ou elle ne vous est pas destinée.",
    toCourts: "Aller aux terrains",
  },
  camera: {
    state: {
      live: "En direct",
      connecting: "Connexion",
      stale: "Image figée",
      unreachable: "Caméra injoignable",
      idle: "Prête",
      offline: "Appareil hors ligne",
      none: "Sans caméra",
    },
    recording: "Enregistrement",
    offlineSince: "Appareil hors ligne depuis {time}",
    staleSince: "Aucune nouvelle image depuis {time}",
    waiting: "En attente de l’image…",
    lost: "La caméra ne répond pas. Les essais continuent sans relâche.",
    lostSince: "Plus d’image depuis {time} : la caméra ne répond pas. Une nouvelle tentative est faite sans cesse.",
    noCamera: "Aucune caméra n’est affectée à ce terrain.",
    private: "L’image est réservée à qui a ouvert le terrain.",
    pictureOf: "Image en direct de {name}",
    lastPictureOf: "Dernière image de {name}, figée",
    refused: "Cette image ne peut pas vous être montrée.",
    age: "Âge de l’image\u00a0: {seconds} s",
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
};
