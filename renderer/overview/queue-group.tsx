import { Button, NumberInput } from "@mantine/core";
import { useState } from "react";
import { addressParts } from "../results/address-text.ts";
import { formatCount } from "../shell/format.ts";
import { overviewTexts } from "../texts/overview.ts";
import styles from "./overview.module.css";
import { patternOf, type SteeringRule } from "./steering.ts";

interface QueueGroupProps {
  /** Prefix of a section, or a shape. */
  readonly group: string;
  readonly by: "section" | "shape";
  readonly count: number;
  readonly site: string;
  readonly busy: boolean;
  readonly onShow: () => void;
  readonly onRule: (rule: SteeringRule) => void;
}

const FIRST_CAP = 100;

/** One group of waiting addresses with what can be done about it. */
export function QueueGroup({ group, by, count, site, busy, onShow, onRule }: QueueGroupProps) {
  const [capping, setCapping] = useState(false);
  const pattern = patternOf(by, group);
  const { host, head, tail } = addressParts(group, site);
  return (
    <li className={styles.group}>
      <button type="button" className={styles.listLink} onClick={onShow} title={group}>
        <bdi dir="ltr" className={styles.groupName}>
          <span className={styles.faded}>{host}</span>
          {head}
          {tail}
        </bdi>
        <span className={styles.number}>{formatCount(count)}</span>
      </button>
      <Button disabled={busy} aria-label={overviewTexts.stopLabel(pattern)} onClick={() => onRule({ kind: "stop", pattern })}>
        {overviewTexts.stop}
      </Button>
      <Button aria-expanded={capping} aria-label={overviewTexts.capLabel(pattern)} onClick={() => setCapping(!capping)}>
        {overviewTexts.cap}
      </Button>
      {capping && (
        <CapForm
          busy={busy}
          onDone={(pages) => {
            setCapping(false);
            if (pages !== null) onRule({ kind: "cap", pattern, pages });
          }}
        />
      )}
    </li>
  );
}

function CapForm({ busy, onDone }: { readonly busy: boolean; readonly onDone: (pages: number | null) => void }) {
  const [pages, setPages] = useState<number | string>(FIRST_CAP);
  const isNumber = typeof pages === "number" && Number.isInteger(pages) && pages >= 0;
  return (
    <form
      className={styles.capForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (isNumber) onDone(pages);
      }}
    >
      <NumberInput
        size="xs"
        label={overviewTexts.capPages}
        min={0}
        max={1_000_000_000}
        allowDecimal={false}
        value={pages}
        onChange={setPages}
        onKeyDown={(event) => event.key === "Escape" && onDone(null)}
        autoFocus
      />
      <Button type="submit" variant="filled" disabled={busy || !isNumber}>
        {overviewTexts.capApply}
      </Button>
      <Button onClick={() => onDone(null)}>{overviewTexts.cancel}</Button>
    </form>
  );
}
