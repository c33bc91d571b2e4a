import { Button } from "@mantine/core";
import type { OrbweaverError } from "#contract/failure.ts";
import { goTo } from "../shell/route.ts";
import shell from "../shell/shell.module.css";
import { frameTexts } from "../texts/frame.ts";
import { texts } from "../texts.ts";

/** Why a crawl cannot be shown, and the ways on. */
export function CrawlUnavailable({ error, again }: { readonly error: OrbweaverError; readonly again: () => void }) {
  return (
    <main className={shell.broken}>
      <h2 className={shell.brokenTitle}>{frameTexts.unavailable.title}</h2>
      <p role="alert">
        {error.message} {error.code === "not-found" && frameTexts.unavailable.gone}
      </p>
      <p className={shell.brokenButtons}>
        <Button variant="filled" onClick={() => goTo({ kind: "library" })}>
          {frameTexts.toLibrary}
        </Button>
        <Button onClick={again}>{texts.tryAgain}</Button>
      </p>
    </main>
  );
}
