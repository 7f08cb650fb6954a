"use client";
import { useTranslations } from "use-intl";
import { Panel } from "@/components/ui/panel";
import type { Difference } from "@/lib/contracts/devices";

/** What device and server do not agree on. */
export function DifferenceList({ differences }: { differences: readonly Difference[] }) {
  const t = useTranslations("devices");
  return (
    <Panel title={t("differences")}>
      <p className="text-sm text-muted">{differences.length === 0 ? t("noDifferences") : t("differencesLead")}</p>
      {differences.length > 0 && (
        <ul className="mt-3 divide-y divide-line">
          {differences.map(({ kind, id, here, device, what }) => (
            <li key={`${kind} ${id}`} className="py-2.5 text-sm last:pb-0">
              <p className="font-medium break-all">
                {t(`kinds.${kind}`)} <span className="font-normal text-muted">{id}</span>
              </p>
              <p className="mt-0.5 text-muted" lang="en">
                {what}
              </p>
              <dl className="mt-1 flex flex-wrap gap-x-5">
                <div className="flex gap-1.5">
                  <dt className="text-muted">{t("here")}</dt>
                  <dd>{here ?? t("nothing")}</dd>
                </div>
                <div className="flex gap-1.5">
                  <dt className="text-muted">{t("there")}</dt>
                  <dd>{device ?? t("nothing")}</dd>
                </div>
              </dl>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
