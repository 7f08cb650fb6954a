"use client";
import { Monitor, Smartphone } from "lucide-react";
import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { StatusPill } from "@/components/ui/status-pill";
import { describeUserAgent } from "@/lib/client/user-agent";
import type { LoginView } from "@/lib/contracts/account";

/** A browser that is logged in. */
export function LoginRow({ login, action }: { login: LoginView; action: ReactNode }) {
  const t = useTranslations("account");
  const format = useFormatter();
  const { browser, system, isPhone } = describeUserAgent(login.user_agent);
  const Icon = isPhone ? Smartphone : Monitor;
  const moment = (at: string) => format.dateTime(new Date(at), "moment");
  return (
    <li className="flex items-center gap-4 py-3.5">
      <span className="grid size-10 shrink-0 place-items-center rounded-full bg-sunken text-muted">
        <Icon aria-hidden className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
          {[browser ?? t("unknownBrowser"), system].filter(Boolean).join(" · ")}
          {login.current && <StatusPill tone="good">{t("thisBrowser")}</StatusPill>}
        </p>
        <p className="mt-0.5 text-sm text-muted tabular-nums">
          {t("since", { time: moment(login.created_at) })}
          {login.address && ` · ${login.address}`}
        </p>
        {!login.current && (
          <p className="text-sm text-muted tabular-nums">{t("lastSeen", { time: moment(login.last_seen_at) })}</p>
        )}
      </div>
      {action}
    </li>
  );
}
