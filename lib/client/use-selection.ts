"use client";
import { type KeyboardEvent, useMemo, useState } from "react";
import { keepShown, NOTHING_SELECTED, selectAll, toggleSelected } from "./selection";

/** What is chosen of the ids a list shows. Ctrl+A inside of the list chooses all, Escape none. */
export function useSelection(shown: readonly string[]) {
  const [chosen, setChosen] = useState(NOTHING_SELECTED);
  const selection = useMemo(() => keepShown(chosen, shown), [chosen, shown]);
  const clear = () => setChosen(NOTHING_SELECTED);
  const chooseAll = () => setChosen(selectAll(shown));
  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && selection.ids.size > 0) clear();
    else if (event.key === "a" && (event.ctrlKey || event.metaKey)) chooseAll();
    else return;
    event.preventDefault();
  };
  return {
    ids: selection.ids,
    toggle: (id: string, isRange: boolean) => setChosen(toggleSelected(selection, id, shown, isRange)),
    keep: (ids: readonly string[]) => setChosen(selectAll(ids)),
    chooseAll,
    clear,
    handleKeyDown,
  };
}
export type ListSelection = ReturnType<typeof useSelection>;
