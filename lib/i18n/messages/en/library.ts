export const library = {
  view: "Layout",
  views: { grid: "Grid", list: "List" },
  selection: "Chosen videos",
  select: "Choose {name}",
  selected: "{count, plural, one {# chosen} other {# chosen}}",
  selectAll: "All {total} shown",
  clearSelection: "Choose none",
  deleteTitle: "{count, plural, one {Delete this video?} other {Delete # videos?}}",
  deleteBody:
    "They go to the trash, from where they can be taken back. {guarded, plural, =0 {} one {One is protected and stays.} other {# are protected and stay.}}",
  deleteConfirm: "{count, plural, one {Delete video} other {Delete # videos}}",
  undo: "Undo",
  done: {
    protect: "{count, plural, one {One video is protected} other {# videos are protected}}",
    unprotect: "{count, plural, one {One video is} other {# videos are}} no longer protected",
    delete: "{count, plural, one {One video is} other {# videos are}} in the trash",
    restore: "{count, plural, one {One video is} other {# videos are}} back",
  },
  refused: {
    protected:
      "{count, plural, one {One video is protected and stays.} other {# videos are protected and stay.}} Remove the protection first.",
    removed: "{count, plural, one {One video was} other {# videos were}} removed on the device already.",
    gone: "{count, plural, one {One video is} other {# videos are}} no longer there.",
    failed: "{count, plural, one {One video} other {# videos}} could not be changed: try again.",
  },
  trash: "Trash",
  trashLead:
    "Videos stay here for {days, plural, one {# day} other {# days}}, then they are removed for good. Protected ones stay.",
  trashEmptyTitle: "The trash is empty",
  trashEmptyBody: "A deleted video waits here before it is removed for good.",
  daysLeft: "{count, plural, =0 {Removed today} one {# day left} other {# days left}}",
  restore: "Take back",
  restoreOf: "Take back {name}",
} as const;
