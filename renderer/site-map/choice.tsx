import styles from "./site-map.module.css";

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly names: Readonly<Record<T, string>>;
  readonly onChange: (value: T) => void;
}

/** One of a few, with its label before it. */
export function Choice<T extends string>({ label, value, names, onChange }: ChoiceProps<T>) {
  const all = Object.keys(names) as T[];
  return (
    <label className={styles.choice}>
      {label}
      <select value={value} onChange={(event) => onChange(all.find((name) => name === event.currentTarget.value) ?? value)}>
        {all.map((name) => (
          <option key={name} value={name}>
            {names[name]}
          </option>
        ))}
      </select>
    </label>
  );
}
