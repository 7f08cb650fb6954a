import type { PictureNote } from "@/components/cameras/picture";

/** Why a tile does not move, as large as the tile allows. */
export const TileNote = ({ icon: Icon, text }: PictureNote) => (
  <div className="absolute inset-0 grid place-items-center p-2 pb-8">
    <p className="flex max-w-xs items-center gap-2 rounded-control bg-scrim px-2 py-1 text-[0.6875rem] leading-snug text-stage-ink backdrop-blur-sm @[16rem]:px-3 @[16rem]:py-2 @[16rem]:text-sm">
      <Icon aria-hidden className="size-3.5 shrink-0 text-stage-muted @[16rem]:size-4.5" />
      <span className="line-clamp-2 @[16rem]:line-clamp-none">{text}</span>
    </p>
  </div>
);
