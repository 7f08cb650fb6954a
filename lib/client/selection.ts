/** Some of what a list shows. `anchor` is where a range begins: the last one chosen by itself. */
export type Selection = { ids: ReadonlySet<string>; anchor: string | null };
export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

/** Chooses one or lets it go; with `isRange`, everything from the anchor to it becomes what it becomes. */
export function toggleSelected(
  { ids, anchor }: Selection,
  id: string,
  shown: readonly string[],
  isRange: boolean,
): Selection {
  const isChosen = !ids.has(id);
  const [from, to] = [anchor === null ? -1 : shown.indexOf(anchor), shown.indexOf(id)];
  const isWhole = isRange && from >= 0 && to >= 0;
  const touched = isWhole ? shown.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
  const next = new Set(ids);
  for (const one of touched) {
    if (isChosen) next.add(one);
    else next.delete(one);
  }
  return { ids: next, anchor: id };
}

export const selectAll = (shown: readonly string[]): Selection => ({ ids: new Set(shown), anchor: null });

/** Without what the list no longer shows: what cannot be seen must not be changed with the rest. */
export function keepShown(selection: Selection, shown: readonly string[]): Selection {
  const ids = shown.filter((id) => selection.ids.has(id));
  return ids.length === selection.ids.size ? selection : { ids: new Set(ids), anchor: null };
}
