/** Sockets are put into these by the server alone, by what their user is. */
export const rooms = {
  user: (id: number) => `user:${id}`,
  /** A player who may see the videos of their own sessions. */
  ownFiles: (userId: number) => `user:${userId}:files`,
  /** Everybody of a club, players too. */
  club: (id: number) => `club:${id}`,
  /** Those of a club who may see every session and file of it. */
  staff: (clubId: number) => `club:${clubId}:staff`,
  super: "super",
} as const;
