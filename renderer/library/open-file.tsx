import { useRef } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { sendsFiles } from "../connection/send-crawl-file.ts";
import { messages } from "../shell/messages.ts";
import { useCommands } from "../shell/use-commands.ts";
import { useTakeIn } from "./use-take-in.ts";

/** Opens a crawl file of this computer: with the dialog of the system where the host has one, else with that of the browser. */
export function OpenFile() {
  const connection = useConnection();
  const take = useTakeIn();
  const input = useRef<HTMLInputElement>(null);
  const choose = async (): Promise<void> => {
    try {
      const { path } = await connection.call("system.chooseFile", { purpose: "open-crawl" });
      if (path !== null) await take.path(path);
    } catch (thrown) {
      messages.say({ key: "drop", level: "error", message: toOrbweaverError(thrown).message });
    }
  };
  useCommands({ open: { run: () => (sendsFiles(window) ? input.current?.click() : void choose()) } });
  return (
    <input
      ref={input}
      type="file"
      accept=".crawl"
      multiple
      hidden
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])];
        event.currentTarget.value = "";
        if (files.length > 0) void take.crawls(files);
      }}
    />
  );
}
