export const download = {
  start: "Télécharger",
  running: "{percent}\u00a0% téléchargés",
  cancel: "Arrêter le téléchargement",
  saved: "La vidéo est enregistrée",
  failed: "Le téléchargement s’est arrêté. Réessayez\u202f; le menu contient aussi un lien de téléchargement simple.",
};
