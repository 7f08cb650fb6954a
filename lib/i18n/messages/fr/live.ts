export const live = {
  fullQuality: "Pleine qualité",
  toFullQuality: "Regarder en pleine qualité, deux secondes plus tard",
  toPreview: "Revenir à l’aperçu sans délai",
  streamOf: "Vidéo en direct de {name}",
  latency: "En retard de {seconds} s sur la caméra",
  soundOn: "Activer le son",
  soundOff: "Couper le son",
  unplayable:
    "Cette caméra envoie du H.265, que ce navigateur ne sait pas lire en direct en pleine qualité. Vous voyez l’aperçu.",
  failed: "La pleine qualité n’a pas pu démarrer. Vous voyez l’aperçu.",
} as const;
