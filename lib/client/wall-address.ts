/** What the address of the wall says: `/wall?court=3` shows that one large, `kiosk=1` nothing but pictures. */
export type WallAddress = { court: number | null; page: number; kiosk: boolean };

const readNumber = (text: string | null): number | null => (text && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null);

export function readWallAddress(search: { get(name: string): string | null }): WallAddress {
  return {
    court: readNumber(search.get("court")),
    page: readNumber(search.get("page")) ?? 1,
    kiosk: search.get("kiosk") === "1",
  };
}

export function writeWallAddress({ court, page, kiosk }: WallAddress): string {
  const search = new URLSearchParams();
  if (court !== null) search.set("court", String(court));
  if (page > 1) search.set("page", String(page));
  if (kiosk) search.set("kiosk", "1");
  return search.size > 0 ? `/wall?${search}` : "/wall";
}
