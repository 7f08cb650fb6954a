"use client";
import { useFormatter, useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { ShareView } from "@/lib/contracts/shares";

type Props = {
  /** Undefined while they are read. */
  shares: readonly ShareView[] | undefined;
  /** The one whose end is being asked about. */
  asked: string | null;
  onAsk: (id: string | null) => void;
  onRevoke: (id: string) => void;
};

/** Every link there was: what it still does, and how often it was opened. */
export function ShareList({ shares, asked, onAsk, onRevoke }: Props) {
  const t = useTranslations();
  return (
    <section className="mt-6 border-t border-line pt-4">
      <h3 className="text-sm font-semibold">{t("sharing.links")}</h3>
      {!shares && <Skeleton className="mt-3 h-10" />}
      {shares?.length === 0 && <p className="mt-2 text-sm text-muted">{t("sharing.none")}</p>}
      <ul className="mt-1 divide-y divide-line">
        {shares?.map((share) => (
          <ShareLine key={share.id} share={share} onRevoke={() => onAsk(share.id)} />
        ))}
      </ul>
      <ConfirmDialog
        isOpen={asked !== null}
        onOpenChange={(isOpen) => !isOpen && onAsk(null)}
        title={t("sharing.revokeTitle")}
        body={t("sharing.revokeBody")}
        confirmLabel={t("sharing.revokeConfirm")}
        cancelLabel={t("common.cancel")}
        onConfirm={() => asked && onRevoke(asked)}
      />
    </section>
  );
}

function ShareLine({ share, onRevoke }: { share: ShareView; onRevoke: () => void }) {
  const t = useTranslations("sharing");
  const format = useFormatter();
  const { state, views, created_by_name } = share;
  const day = (moment: string) => format.dateTime(new Date(moment), "moment");
  const isActive = state === "active";
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1 text-sm">
        <p className={isActive ? "font-medium" : "text-muted"}>
          {isActive
            ? t("until", { time: day(share.expires_at) })
            : t(`ended.${state}`, { time: day(share.revoked_at ?? share.expires_at) })}
        </p>
        <p className="text-xs text-muted">{t("facts", { views, name: created_by_name ?? "–" })}</p>
      </div>
      {isActive && (
        <Button size="small" onClick={onRevoke}>
          {t("revoke")}
        </Button>
      )}
    </li>
  );
}
