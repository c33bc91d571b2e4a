import { COMMANDS, type Command, type CommandName } from "./commands.ts";

/** What a command does on the shown screen. */
export interface CommandAction {
  readonly run: () => void;
  /** Why it cannot be done right now, as a sentence; null or left out when it can. */
  readonly refused?: string | null;
}

/** Commands that a screen knows. One that is left out, or undefined, is not there. */
export type CommandActions = Readonly<Partial<Record<CommandName, CommandAction | undefined>>>;

/** A command that the shown screen knows, as the palette lists it. */
export interface AvailableCommand extends Command {
  readonly refused: string | null;
}

type Provider = (name: CommandName) => CommandAction | undefined;

/**
 * Knows what each command does at the moment. Screens provide actions while they are shown; of two that provide the same command the
 * one that was shown later counts.
 */
export class CommandCentre {
  readonly #providers: Provider[] = [];

  /** Adds actions. Returns how to take them away. */
  provide(provider: Provider): () => void {
    this.#providers.push(provider);
    return () => void this.#providers.splice(this.#providers.indexOf(provider), 1);
  }

  /** What a command does now; null when nothing shown knows it. */
  find(name: CommandName): CommandAction | null {
    for (const provider of this.#providers.toReversed()) {
      const action = provider(name);
      if (action !== undefined) return action;
    }
    return null;
  }

  /** The commands that can be done now, or are known but refused, in their order. */
  available(): readonly AvailableCommand[] {
    return COMMANDS.flatMap((command) => {
      const action = this.find(command.name);
      return action === null ? [] : [{ ...command, refused: action.refused ?? null }];
    });
  }
}

/** The commands of this window. */
export const commandCentre = new CommandCentre();
