"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { PERMISSIONS } from "@/lib/auth/permissions";
import type { UserView } from "@/lib/contracts/auth";
import type { ClubView } from "@/lib/contracts/courts";
import type { Permission } from "@/lib/contracts/permissions";

export type Account = {
  user: UserView;
  club: ClubView | null;
  /** May this role ever do it? The server decides about each thing. */
  can: (permission: Permission) => boolean;
};

const Context = createContext<Account | null>(null);

export function AccountProvider({ user, club, children }: Omit<Account, "can"> & { children: ReactNode }) {
  const account = useMemo<Account>(
    () => ({ user, club, can: (permission) => Object.hasOwn(PERMISSIONS[permission], user.role) }),
    [user, club],
  );
  return <Context value={account}>{children}</Context>;
}

/** Who is logged in; throws outside of AccountProvider. */
export function useAccount(): Account {
  const account = useContext(Context);
  if (!account) throw new Error("AccountProvider is missing above this component");
  return account;
}
