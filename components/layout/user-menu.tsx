"use client";
import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { initialsOf } from "@/components/ui/initials";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { rememberTheme } from "@/lib/client/preferences";
import type { Role } from "@/lib/contracts/common";
import { THEMES, type Theme } from "@/lib/i18n/preferences";
import { LanguageChoices } from "./language-menu";

const ICONS = { system: Monitor, light: Sun, dark: Moon } as const;

type Props = {
  user: { name: string; email: string; role: Role };
  clubName: string | null;
  initialTheme: Theme;
  onSignOut: () => void;
};

export function UserMenu({ user, clubName, initialTheme, onSignOut }: Props) {
  const t = useTranslations();
  const router = useRouter();
  return (
    <Menu
      className="w-72"
      trigger={
        <button
          type="button"
          aria-label={t("nav.account", { name: user.name })}
          className="grid size-10 place-items-center rounded-full bg-sea-soft text-sm font-semibold text-sea"
        >
          {initialsOf(user.name)}
        </button>
      }
    >
      <div className="px-3 pt-2 pb-3">
        <p className="truncate text-sm font-semibold">{user.name}</p>
        <p className="truncate text-sm text-muted">{user.email}</p>
        <p className="mt-1.5 text-xs text-muted">
          {t(`roles.${user.role}`)}
          {clubName && ` · ${clubName}`}
        </p>
      </div>
      <MenuSeparator />
      <MenuItem onSelect={() => router.push("/account")}>
        <UserRound aria-hidden className="size-4 text-muted" />
        {t("nav.myAccount")}
      </MenuItem>
      <MenuSeparator />
      <ThemeChoices initial={initialTheme} />
      <MenuSeparator />
      <LanguageChoices />
      <MenuSeparator />
      <MenuItem onSelect={onSignOut}>
        <LogOut aria-hidden className="size-4 text-muted" />
        {t("nav.signOut")}
      </MenuItem>
    </Menu>
  );
}

function ThemeChoices({ initial }: { initial: Theme }) {
  const t = useTranslations();
  // The attribute, not the prop, knows of a choice made since this page was rendered.
  const [theme, setTheme] = useState(() => (document.documentElement.dataset.theme as Theme | undefined) ?? initial);
  return (
    <MenuChoices
      label={t("nav.theme")}
      value={theme}
      choices={THEMES.map((value) => {
        const Icon = ICONS[value];
        return { value, label: t(`themes.${value}`), icon: <Icon aria-hidden className="size-4 text-muted" /> };
      })}
      onChoose={(next) => {
        setTheme(next);
        rememberTheme(next);
      }}
    />
  );
}
