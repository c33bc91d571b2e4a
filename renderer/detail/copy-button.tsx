import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { copyText } from "../shell/copy-text.ts";
import { detailTexts } from "../texts/detail.ts";

const SAID_FOR_MS = 1500;

/** Copies a text, and says that it did. */
export function CopyButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <Button onClick={() => setSaid(copyText(text()) ? detailTexts.copied : detailTexts.notCopied)}>
      <span aria-live="polite">{said ?? label}</span>
    </Button>
  );
}
