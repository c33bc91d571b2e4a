import { Button, Textarea } from "@mantine/core";
import { useMemo, useState } from "react";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { setupTexts } from "../texts/setup.ts";
import { Choice } from "./choice.tsx";
import { FileButton } from "./file-button.tsx";
import { givenOf, withoutBlanks, type GivenOptions } from "./given-options.ts";
import { droppedFile, readTextFile } from "./read-text-file.ts";
import { saveTextFile } from "./save-text-file.ts";
import { useAnswer } from "./use-answer.ts";
import styles from "./yaml.module.css";

const words = setupTexts.yaml;
const PAUSE_MS = 150;

interface YamlPanelProps {
  readonly given: GivenOptions;
  readonly onLoad: (given: GivenOptions) => void;
  readonly onSeeds?: ((seeds: readonly string[]) => void) | undefined;
}

/** The options as YAML: to read, copy and save, and to be loaded from a text or a file. */
export function YamlPanel({ given, onLoad, onSeeds }: YamlPanelProps) {
  return (
    <div className={styles.yaml}>
      <ShownYaml given={given} />
      <LoadYaml onLoad={onLoad} onSeeds={onSeeds} />
    </div>
  );
}

function ShownYaml({ given }: { readonly given: GivenOptions }) {
  const [which, setWhich] = useState<"changed" | "all">("changed");
  const [said, setSaid] = useState("");
  const input = useMemo(() => ({ config: withoutBlanks(given), all: which === "all" }), [given, which]);
  const { value, error } = useAnswer("config.toYaml", input, PAUSE_MS);
  const yaml = value?.yaml ?? "";
  const hasHeaders = Array.isArray(given["headers"]) && given["headers"].length > 0;
  const copy = (): void => {
    navigator.clipboard.writeText(yaml).then(
      () => setSaid(words.copied),
      () => setSaid(words.copyFailed),
    );
  };
  return (
    <section className={styles.part} aria-label={words.label}>
      <div className={styles.tools}>
        <Choice label={words.which} values={["changed", "all"]} value={which} words={(one) => words[one]} onChange={setWhich} />
        <Button disabled={yaml === ""} onClick={copy}>
          {words.copy}
        </Button>
        <Button disabled={yaml === ""} onClick={() => saveTextFile(words.fileName, yaml)}>
          {words.save}
        </Button>
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
      {hasHeaders && <p className={styles.warning}>{words.secrets}</p>}
      {error === null ? (
        <pre className={styles.text} tabIndex={0} aria-label={words.label}>
          {yaml}
        </pre>
      ) : (
        <p className={styles.problem} role="alert">
          {words.wrong}
          {"\n"}
          {error.message}
        </p>
      )}
    </section>
  );
}

function LoadYaml({ onLoad, onSeeds }: Omit<YamlPanelProps, "given">) {
  const connection = useConnection();
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
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
  return (
    <section
      className={styles.part}
      aria-label={words.loadTitle}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        const file = droppedFile(event.dataTransfer);
        if (file === null) return;
        event.preventDefault();
        event.stopPropagation();
        takeFile(file);
      }}
    >
      <div className={styles.tools}>
        <strong className={styles.title}>{words.loadTitle}</strong>
        <FileButton label={words.chooseFile} accept=".yaml,.yml,text/yaml,text/plain" onFile={takeFile} />
        <Button disabled={text.trim() === ""} onClick={() => void load(text)}>
          {words.load}
        </Button>
        <span role="status" className={styles.said}>
          {loaded === null ? "" : words.loaded(loaded)}
        </span>
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
        onChange={(event) => {
          setText(event.currentTarget.value);
          setProblem(null);
        }}
      />
    </section>
  );
}
