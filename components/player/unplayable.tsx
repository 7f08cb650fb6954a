"use client";
import { Download } from "lucide-react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

/** Instead of a picture: why there is none, and the way out. */
export function Unplayable({ downloadHref }: { downloadHref: string }) {
  const t = useTranslations("player");
  return (
    <div role="alert" className="absolute inset-0 grid place-items-center bg-stage p-6 text-center">
      <div>
        <p className="mx-auto mb-4 max-w-md text-sm leading-relaxed text-balance">{t("unplayable")}</p>
        <Button asChild>
          <a href={downloadHref} download>
            <Download aria-hidden className="size-4" />
            {t("download")}
          </a>
        </Button>
      </div>
    </div>
  );
}
