/** Ce qui s’est mal passé tout seul, et a été réparé. */
export const happened = {
  title: "Ce qui s’est passé",
  lost: "La caméra a été perdue",
  back: "La caméra est de retour, après {duration}",
  flickers: "Avant cela, elle s’est absentée un instant, {count, plural, one {une fois} other {# fois}}",
  replaced: "L’encodeur a été remplacé\u202f; l’enregistrement a continué",
  stopped: "L’enregistrement s’est arrêté trop tôt\u202f; ce qui a été filmé est conservé",
  replacedCause: {
    mute: "Il tournait, mais rien n’en sortait.",
    ended: "Il s’est arrêté de lui-même.",
    out_of_step: "Ce qui en sortait était illisible.",
  },
  lines: "Dernières lignes",
};
