import type { CourtView } from "@/lib/contracts/courts";
import { api } from "./api";
import { routes } from "./routes";

type Placed = Pick<CourtView, "id" | "position">;

/** Which courts get another position when one of them moves by a place: 1, 2, 3 … in their new order. */
export function newPositions(courts: readonly Placed[], id: number, by: -1 | 1): Placed[] {
  const order = courts.map((court) => court.id);
  const from = order.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return [];
  [order[from], order[to]] = [order[to]!, order[from]!];
  return order
    .map((each, index) => ({ id: each, position: index + 1 }))
    .filter(({ id: each, position }) => courts.find((court) => court.id === each)?.position !== position);
}

/** Moves a court among those of its club, which are given in their present order. */
export async function moveCourt(courts: readonly Placed[], id: number, by: -1 | 1): Promise<void> {
  for (const { id: each, position } of newPositions(courts, id, by))
    await api(routes.courtUpdate, { params: { id: each }, body: { position } });
}
