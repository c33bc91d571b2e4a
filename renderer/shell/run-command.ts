import { commandTexts } from "../texts/commands.ts";
import { commandCentre } from "./command-centre.ts";
import { commandNamed, type CommandName } from "./commands.ts";
import { messages } from "./messages.ts";

/** Runs a command. When it cannot be done now the person is told why. */
export function runCommand(name: CommandName): void {
  const action = commandCentre.find(name);
  const refused = action === null ? commandTexts.notHere(commandNamed(name).title) : (action.refused ?? null);
  if (refused !== null) messages.say({ key: "command", level: "info", message: refused, forMs: 5000 });
  else action?.run();
}
