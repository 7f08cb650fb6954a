"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { scopeOfRole } from "@/lib/auth/permissions";
import type { UserView } from "@/lib/contracts/auth";
import type { ClubView } from "@/lib/contracts/clubs";
import type { Permission } from "@/lib/contracts/permissions";

export type Account = {
  user: UserView;
  club: ClubView | null;
  /** May this role ever do it? The server decides about each thing. */
  can: (permission: Permission) => boolean;
  /** What they see by it is only what they made themselves. */
  seesOnlyOwn: (permission: Permission) => boolean;
};

const switchesOf = (club: ClubView | null) => ({ playersMaySeeOwn: club?.players_may_see_own ?? false });

const Context = createContext<Account | null>(null);

export function AccountProvider({ user, club, children }: Pick<Account, "user" | "club"> & { children: ReactNode }) {
  const account = useMemo<Account>(() => {
    const scopeOf = (permission: Permission) => scopeOfRole(user.role, permission, switchesOf(club));
    return {
      user,
      club,
      can: (permission) => scopeOf(permission) !== null,
      seesOnlyOwn: (permission) => scopeOf(permission) === "own",
    };
  }, [user, club]);
  return <Context value={account}>{children}</Context>;
}

/** Who is logged in; throws outside of AccountProvider. */
export function useAccount(): Account {
  const account = useContext(Context);
  if (!account) throw new Error("AccountProvider is missing above this component");
  return account;
}
