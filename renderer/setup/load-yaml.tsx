import { Button, Textarea } from "@mantine/core";
import { useState, type DragEvent } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { setupTexts } from "../texts/setup.ts";
import { FileButton } from "./file-button.tsx";
import { givenOf, type GivenOptions } from "./given-options.ts";
import { droppedFile, readTextFile } from "./read-text-file.ts";
import styles from "./yaml.module.css";

const words = setupTexts.yaml;

/** Who takes what was loaded. */
export interface LoadYamlProps {
  readonly onLoad: (given: GivenOptions) => void;
  /** Takes start addresses; without it they are left out. */
  readonly onSeeds?: ((seeds: readonly string[]) => void) | undefined;
}

/** Loads options from YAML that is pasted, chosen or dropped. What cannot be used is told with its line, and nothing is changed. */
export function LoadYaml(props: LoadYamlProps) {
  const { text, problem, loaded, type, load, takeFile } = useLoadYaml(props);
  const dropping = {
    onDragOver: (event: DragEvent) => event.preventDefault(),
    onDrop: (event: DragEvent) => {
      const file = droppedFile(event.dataTransfer);
      if (file === null) return;
      event.preventDefault();
      event.stopPropagation();
      takeFile(file);
    },
  };
  return (
    <section className={styles.part} aria-label={words.loadTitle} {...dropping}>
      <div className={styles.tools}>
        <strong className={styles.title}>{words.loadTitle}</strong>
        <FileButton label={words.chooseFile} accept=".yaml,.yml,text/yaml,text/plain" onFile={takeFile} />
        <Button disabled={text.trim() === ""} onClick={() => void load(text)}>
          {words.load}
        </Button>
      </div>
      <Textarea
        aria-label={words.loadLabel}
        placeholder={words.loadHint}
        rows={14}
        spellCheck={false}
        autoComplete="off"
        value={text}
        error={problem}
        classNames={{ input: styles.input!, error: styles.error! }}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <p role="status" className={styles.said}>
        {loaded === null ? "" : words.loaded(loaded)}
      </p>
    </section>
  );
}

function useLoadYaml({ onLoad, onSeeds }: LoadYamlProps) {
  const connection = useConnection();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  /** How many options the last loaded text sets; null before one was loaded. */
  const [loaded, setLoaded] = useState<number | null>(null);
  const load = async (yaml: string): Promise<void> => {
    setLoaded(null);
    try {
      const { config } = await connection.call("config.fromYaml", { yaml });
      const next = givenOf(config);
      onLoad(next);
      const seeds = config["seeds"];
      if (Array.isArray(seeds) && seeds.length > 0) onSeeds?.(seeds.map(String));
      setProblem(null);
      setLoaded(Object.keys(next).length);
    } catch (thrown) {
      setProblem(toOrbweaverError(thrown).message);
    }
  };
  const takeFile = (file: File): void => {
    readTextFile(file).then(
      (content) => {
        setText(content);
        return load(content);
      },
      (thrown: Error) => setProblem(thrown.message),
    );
  };
  const type = (typed: string): void => {
    setText(typed);
    setProblem(null);
  };
  return { text, problem, loaded, type, load, takeFile };
}
