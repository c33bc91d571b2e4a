import { Button } from "@mantine/core";
import { useState } from "react";
import { useQuestion } from "../connection/use-question.ts";
import { useSubscription } from "../connection/use-subscription.ts";
import { libraryTexts } from "../texts/library.ts";
import { DeletedDialog } from "./deleted-dialog.tsx";

/** Leads to the crawls that were deleted and can be brought back; not there when there are none. */
export function DeletedButton() {
  const { value, again } = useQuestion("library.deleted", {});
  const [isOpen, setOpen] = useState(false);
  useSubscription("library", again);
  const deleted = value ?? [];
  if (deleted.length === 0 && !isOpen) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{libraryTexts.deletedCrawls(deleted.length)}</Button>
      {isOpen && <DeletedDialog deleted={deleted} onClose={() => setOpen(false)} />}
    </>
  );
}
