const LANGUAGE = "en";
const whole = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: 1 });
const plurals = new Intl.PluralRules(LANGUAGE);
const date = new Intl.DateTimeFormat(LANGUAGE, { year: "numeric", month: "short", day: "numeric" });
const clock = new Intl.DateTimeFormat(LANGUAGE, { hour: "2-digit", minute: "2-digit", hour12: false });

/** A count with thousands separated: 12,418. */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** A count with its noun: "1 page", "12,418 pages". */
export function formatNumberOf(value: number, one: string, other: string): string {
  return `${whole.format(value)} ${plurals.select(value) === "one" ? one : other}`;
}

/** A rate as people read it: one digit behind the point below ten. */
export function formatRate(perSecond: number): string {
  return (perSecond < 10 ? oneDigit : whole).format(perSecond);
}

/** A size in the largest unit that leaves a number of at least 1: 4.2 MB. */
export function formatBytes(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${(unit === 0 || value >= 99.5 ? whole : oneDigit).format(value)} ${units[unit]}`;
}

/** A duration in its two largest units: "2 min 31 s", "3 h 5 min", "4 days 2 h". */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  const [days, hours, minutes, rest] = [Math.floor(total / 86_400), Math.floor(total / 3600) % 24, Math.floor(total / 60) % 60, total % 60];
  if (days > 0) return `${formatNumberOf(days, "day", "days")}${hours > 0 ? ` ${hours} h` : ""}`;
  if (hours > 0) return `${hours} h${minutes > 0 ? ` ${minutes} min` : ""}`;
  if (minutes > 0) return `${minutes} min${rest > 0 && minutes < 10 ? ` ${rest} s` : ""}`;
  return `${rest} s`;
}

/** A range of durations, coarse on purpose: "6–9 min", "40–50 s", "1–2 h". */
export function formatDurationRange(fromSeconds: number, toSeconds: number): string {
  const [size, unit] =
    toSeconds >= 2 * 86_400 ? [86_400, "days"] : toSeconds >= 5400 ? [3600, "h"] : toSeconds >= 90 ? [60, "min"] : [1, "s"];
  const from = Math.max(size === 1 ? 1 : 0, Math.floor(fromSeconds / size));
  const to = Math.max(1, Math.ceil(toSeconds / size));
  if (from >= to) return `${whole.format(to)} ${unit}`;
  return from === 0 ? `up to ${whole.format(to)} ${unit}` : `${whole.format(from)}–${whole.format(to)} ${unit}`;
}

/** When something happened, short: the clock time today, the day otherwise. */
export function formatMoment(atMs: number, nowMs: number): string {
  const at = new Date(atMs);
  return at.toDateString() === new Date(nowMs).toDateString() ? clock.format(at) : `${date.format(at)}, ${clock.format(at)}`;
}

/** A point in time in full, as a column of a grid shows it: 2026-02-03 14:05:09. */
export function formatTimestamp(atMs: number): string {
  const at = new Date(atMs);
  if (Number.isNaN(at.getTime())) return "";
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
