import type { ReactNode } from "react";
import { Button } from "./button";

type Props = { isBusy: boolean; onMore: () => void; children: ReactNode };

/** Below a list that goes on. */
export const LoadMore = ({ isBusy, onMore, children }: Props) => (
  <div className="mt-8 flex justify-center">
    <Button isBusy={isBusy} onClick={onMore}>
      {children}
    </Button>
  </div>
);
