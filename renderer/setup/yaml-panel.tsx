import { Button, Textarea } from "@mantine/core";
import { useMemo, useState } from "react";
import { copyText } from "../shell/copy-text.ts";
import { setupTexts } from "../texts/setup.ts";
import { Choice } from "./choice.tsx";
import { withoutBlanks, type GivenOptions } from "./given-options.ts";
import { LoadYaml, type LoadYamlProps } from "./load-yaml.tsx";
import { saveTextFile } from "../shell/save-text-file.ts";
import { useAnswer } from "./use-answer.ts";
import styles from "./yaml.module.css";

const words = setupTexts.yaml;
const PAUSE_MS = 150;

interface YamlPanelProps extends LoadYamlProps {
  readonly given: GivenOptions;
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
  const { value, error, isPending } = useAnswer("config.toYaml", input, PAUSE_MS);
  const yaml = value?.yaml ?? "";
  const hasHeaders = Array.isArray(given["headers"]) && given["headers"].length > 0;
  // What is shown may still be of the options before: that is not handed out.
  const isReady = yaml !== "" && !isPending;
  return (
    <section className={styles.part} aria-label={words.label}>
      <div className={styles.tools}>
        <Choice label={words.which} values={["changed", "all"]} value={which} words={(one) => words[one]} onChange={setWhich} />
        <Button disabled={!isReady} onClick={() => setSaid(copyText(yaml) ? words.copied : words.copyFailed)}>
          {words.copy}
        </Button>
        <Button disabled={!isReady} onClick={() => saveTextFile(words.fileName, yaml)}>
          {words.save}
        </Button>
        <span role="status" className={styles.said}>
          {said}
        </span>
      </div>
      {hasHeaders && <p className={styles.warning}>{words.secrets}</p>}
      {error === null ? (
        <Textarea
          readOnly
          aria-label={words.label}
          aria-busy={isPending}
          rows={14}
          spellCheck={false}
          value={yaml}
          classNames={{ input: styles.input! }}
        />
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
