/** What a key does on the wall; `index` is the tile that has focus. */
export type WallMove =
  | { kind: "focus"; index: number }
  | { kind: "page"; by: 1 | -1 }
  | { kind: "fullScreen" }
  | { kind: "back" };

type Place = { index: number; count: number; columns: number };

/** Arrows stay on the wall; Home and End go to its corners. Null for every other key. */
export function moveOf(key: string, { index, count, columns }: Place): WallMove | null {
  const focus = (next: number): WallMove => ({ kind: "focus", index: next >= 0 && next < count ? next : index });
  switch (key) {
    case "ArrowLeft":
      return focus(index - 1);
    case "ArrowRight":
      return focus(index + 1);
    case "ArrowUp":
      return focus(index - columns);
    case "ArrowDown":
      return focus(index + columns);
    case "Home":
      return focus(0);
    case "End":
      return focus(count - 1);
    case "PageUp":
      return { kind: "page", by: -1 };
    case "PageDown":
      return { kind: "page", by: 1 };
    case "f":
    case "F":
      return { kind: "fullScreen" };
    case "Escape":
      return { kind: "back" };
    default:
      return null;
  }
}
