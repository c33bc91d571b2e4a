interface LargerUnit {
  readonly unit: string;
  readonly size: number;
  /** Digits behind the point that are shown at most. */
  readonly digits: number;
}

const MS_UNITS: readonly LargerUnit[] = [
  { unit: "h", size: 3_600_000, digits: 3 },
  { unit: "min", size: 60_000, digits: 3 },
  { unit: "s", size: 1000, digits: 3 },
];
const BYTE_UNITS: readonly LargerUnit[] = [
  { unit: "GiB", size: 1_073_741_824, digits: 3 },
  { unit: "MiB", size: 1_048_576, digits: 3 },
  { unit: "MB", size: 1_000_000, digits: 6 },
  { unit: "KiB", size: 1024, digits: 3 },
  { unit: "kB", size: 1000, digits: 3 },
];

/** A value in the largest unit that says exactly the same amount: "16 MiB", "1.5 s". "" when it is too small for one or has none. */
export function friendlyValue(value: number, unit: string): string {
  const units = unit === "milliseconds" ? MS_UNITS : unit === "bytes" ? BYTE_UNITS : [];
  const found = units.find((larger) => value >= larger.size && isExact(value, larger));
  if (found === undefined) return "";
  return `${(value / found.size).toLocaleString("en", { maximumFractionDigits: found.digits })} ${found.unit}`;
}

function isExact(value: number, { size, digits }: LargerUnit): boolean {
  return Math.abs(Number((value / size).toFixed(digits)) * size - value) < 1e-6;
}
