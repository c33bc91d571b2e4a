import { Button, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { crawlConfigSchema } from "#contract/config.ts";
import { toOrbweaverError } from "#contract/failure.ts";
import { useConnection } from "../connection/connection-context.ts";
import { goTo } from "../shell/route.ts";
import { texts } from "../texts.ts";
import styles from "./setup.module.css";
import { addressProblem, startCrawl } from "./start-crawl.ts";

const { perHost } = crawlConfigSchema.parse({});

/** One field and one button: from an address to a running crawl. */
export function AddressForm() {
  const connection = useConnection();
  const [address, setAddress] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);

  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const wrong = addressProblem(address);
    setProblem(wrong);
    if (wrong !== null || starting) return;
    setStarting(true);
    try {
      const entry = await startCrawl(connection, address);
      goTo({ kind: "crawl", crawl: entry.crawl, view: "overview" });
    } catch (thrown) {
      setProblem(toOrbweaverError(thrown).message);
      setStarting(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={(event) => void start(event)} noValidate>
      <label className={styles.label} htmlFor="address">
        {texts.setup.address}
      </label>
      <div className={styles.line}>
        <TextInput
          id="address"
          className={styles.field}
          size="md"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          placeholder={texts.setup.placeholder}
          value={address}
          error={problem}
          onChange={(event) => {
            setAddress(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Button className={styles.start} type="submit" variant="filled" size="md" loading={starting}>
          {texts.setup.start}
        </Button>
      </div>
      <p className={styles.plan}>{texts.setup.plan(perHost)}</p>
    </form>
  );
}
