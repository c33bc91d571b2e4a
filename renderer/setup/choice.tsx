import { useId } from "react";
import styles from "./controls.module.css";

interface ChoiceProps<V extends string> {
  /** What is chosen, for screen readers; or the id of the element that says so. */
  readonly label?: string;
  readonly labelledBy?: string;
  readonly values: readonly V[];
  readonly value: V;
  readonly words: (value: V) => string;
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean;
}

/** One of a few values, all of them in sight: radio buttons that look like a segmented control. */
export function Choice<V extends string>({ label, labelledBy, values, value, words, onChange, disabled = false }: ChoiceProps<V>) {
  const name = useId();
  return (
    <div className={styles.choice} role="radiogroup" aria-label={label} aria-labelledby={labelledBy}>
      {values.map((one) => (
        <label key={one} className={styles.choiceItem} data-chosen={one === value || undefined} data-disabled={disabled || undefined}>
          <input type="radio" name={name} checked={one === value} disabled={disabled} onChange={() => onChange(one)} />
          {words(one)}
        </label>
      ))}
    </div>
  );
}
