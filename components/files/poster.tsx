"use client";
import { Film } from "lucide-react";
import { useState } from "react";

type Props = {
  src: string | null;
  /** Fetched at once: it is what one waits for. */
  isAwaited?: boolean;
};

/** The file's poster frame; a quiet stand-in when there is none. The link around it says what it is. */
export function Poster({ src, isAwaited = false }: Props) {
  const [isMissing, setIsMissing] = useState(false);
  if (!src || isMissing)
    return (
      <span className="absolute inset-0 grid place-items-center bg-stage-raised text-stage-muted">
        <Film aria-hidden className="size-8" />
      </span>
    );
  return (
    <img
      src={src}
      alt=""
      loading={isAwaited ? "eager" : "lazy"}
      decoding="async"
      onError={() => setIsMissing(true)}
      className="absolute inset-0 size-full object-cover"
    />
  );
}
