const MS_UNITS = [
  { unit: "h", size: 3_600_000 },
  { unit: "min", size: 60_000 },
  { unit: "s", size: 1000 },
] as const;
const BYTE_UNITS = [
  { unit: "GiB", size: 1_073_741_824 },
  { unit: "MiB", size: 1_048_576 },
  { unit: "KiB", size: 1024 },
  { unit: "MB", size: 1_000_000 },
  { unit: "kB", size: 1000 },
] as const;
const MOST_DIGITS = 3;

/**
 * A value in a larger unit, exactly the same amount: "16 MiB", "1.5 s". "" when no unit says it in at most three digits behind the
 * point, or it is too small for one.
 */
export function friendlyValue(value: number, unit: string): string {
  const units = unit === "milliseconds" ? MS_UNITS : unit === "bytes" ? BYTE_UNITS : [];
  const found = units.find(({ size }) => value >= size && isShort(value / size, value, size));
  return found === undefined ? "" : `${(value / found.size).toLocaleString("en", { maximumFractionDigits: MOST_DIGITS })} ${found.unit}`;
}

function isShort(quotient: number, value: number, size: number): boolean {
  const shown = Number(quotient.toFixed(MOST_DIGITS));
  return Math.abs(shown * size - value) < 1e-6;
}
