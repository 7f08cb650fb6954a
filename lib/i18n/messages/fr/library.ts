export const library = {
  view: "Disposition",
  views: { grid: "Grille", list: "Liste" },
  selection: "Vidéos choisies",
  select: "Choisir {name}",
  selected: "{count, plural, one {# choisie} other {# choisies}}",
  selectAll: "Les {total} affichées",
  clearSelection: "N’en choisir aucune",
  deleteTitle: "{count, plural, one {Supprimer cette vidéo\u202f?} other {Supprimer # vidéos\u202f?}}",
  deleteBody:
    "Elles vont à la corbeille, d’où l’on peut les reprendre. {guarded, plural, =0 {} one {Une est protégée et reste.} other {# sont protégées et restent.}}",
  deleteConfirm: "{count, plural, one {Supprimer la vidéo} other {Supprimer # vidéos}}",
  undo: "Annuler",
  done: {
    protect: "{count, plural, one {Une vidéo est protégée} other {# vidéos sont protégées}}",
    unprotect: "{count, plural, one {Une vidéo n’est plus protégée} other {# vidéos ne sont plus protégées}}",
    delete: "{count, plural, one {Une vidéo est} other {# vidéos sont}} dans la corbeille",
    restore: "{count, plural, one {Une vidéo est revenue} other {# vidéos sont revenues}}",
  },
  refused: {
    protected:
      "{count, plural, one {Une vidéo est protégée et reste.} other {# vidéos sont protégées et restent.}} Retirez d’abord la protection.",
    removed:
      "{count, plural, one {Une vidéo a déjà été supprimée} other {# vidéos ont déjà été supprimées}} sur l’appareil.",
    gone: "{count, plural, one {Une vidéo n’est plus là.} other {# vidéos ne sont plus là.}}",
    failed:
      "{count, plural, one {Une vidéo n’a pas pu être modifiée} other {# vidéos n’ont pas pu être modifiées}}\u00a0: réessayez.",
  },
  trash: "Corbeille",
  trashLead:
    "Les vidéos restent ici {days, plural, one {# jour} other {# jours}}, puis sont supprimées pour de bon. Les vidéos protégées restent.",
  trashEmptyTitle: "La corbeille est vide",
  trashEmptyBody: "Une vidéo supprimée attend ici avant de disparaître pour de bon.",
  daysLeft: "{count, plural, =0 {Supprimée aujourd’hui} one {Encore # jour} other {Encore # jours}}",
  restore: "Reprendre",
  restoreOf: "Reprendre {name}",
};
