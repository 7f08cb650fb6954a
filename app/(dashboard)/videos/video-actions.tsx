"use client";
import { useState } from "react";
import { DeleteVideoDialog } from "@/components/files/delete-video-dialog";
import { useVideoName } from "@/components/files/use-video-name";
import { VideoMenu } from "@/components/files/video-menu";
import { useAccount } from "@/lib/client/account";
import { routes } from "@/lib/client/routes";
import { urlOf } from "@/lib/client/url";
import type { FileView } from "@/lib/contracts/files";
import { ShareDialog } from "./share-dialog";
import { useDeleteVideo } from "./use-delete-video";
import { useProtectVideo } from "./use-protect-video";

type Props = { file: FileView; onChanged: () => void; onDeleted?: () => void };

/** The menu of one video with what this person may do, and its deletion dialog. */
export function VideoActions({ file, onChanged, onDeleted }: Props) {
  const { can } = useAccount();
  const { nameOf } = useVideoName();
  const [isAsking, setIsAsking] = useState(false);
  const [isSharing, setIsSharing] = useState(false);
  const { isBusy, handleProtect } = useProtectVideo(file.id, onChanged);
  const deletion = useDeleteVideo(file.id, () => {
    setIsAsking(false);
    onChanged();
    onDeleted?.();
  });
  return (
    <>
      <VideoMenu
        name={nameOf(file)}
        isProtected={file.protected}
        downloadHref={file.location === "device" ? null : urlOf(routes.fileDownload, { params: { id: file.id } })}
        canProtect={can("file:protect")}
        canDelete={can("file:delete")}
        {...(can("share:write") && { onShare: () => setIsSharing(true) })}
        onProtect={(isProtected) => void handleProtect(isProtected)}
        onDelete={() => setIsAsking(true)}
      />
      <DeleteVideoDialog
        file={file}
        isOpen={isAsking}
        isBusy={isBusy || deletion.isDeleting}
        error={deletion.error}
        onOpenChange={setIsAsking}
        onDelete={() => void deletion.handleDelete()}
        onUnprotect={() => void handleProtect(false)}
      />
      <ShareDialog file={file} isOpen={isSharing} onOpenChange={setIsSharing} />
    </>
  );
}
