import { useMemo } from "react";
import { useConnection } from "../connection/connection-context.ts";
import { CrawlFiles } from "./crawl-files.ts";

/** What can be done with crawl files. */
export function useCrawlFiles(): CrawlFiles {
  const connection = useConnection();
  return useMemo(() => new CrawlFiles(connection), [connection]);
}
