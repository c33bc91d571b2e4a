/** 11204 as `11,204`. */
export function count(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** A number with the noun that it counts: `1 page`, `2 pages`. */
export function counted(value: number, singular: string, plural: string): string {
  return `${count(value)} ${value === 1 ? singular : plural}`;
}

/** A rate, with a digit after the point where that says something. */
export function rate(perSecond: number): string {
  return perSecond < 10 ? perSecond.toFixed(1) : count(perSecond);
}

/** A duration in the units that a person would choose: `8 s`, `3 min 20 s`, `2 h 5 min`, `3 d 4 h`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (seconds < 10) return `${Number(seconds.toFixed(1))} s`;
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return two(whole, 60, "min", 1, "s");
  return whole < 86_400 ? two(whole, 3600, "h", 60, "min") : two(whole, 86_400, "d", 3600, "h");
}

/** A size in the unit that a person would choose. */
export function size(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return unit === 0 ? counted(bytes, "byte", "bytes") : `${value < 10 ? value.toFixed(1) : count(value)} ${units[unit]}`;
}

/** A range of seconds as people say it: `about 20 s`, `2 to 4 min`. */
export function timeLeft([least, most]: readonly [number, number]): string {
  const [unit, name] = most < 90 ? [1, "s"] : most < 5400 ? [60, "min"] : most < 172_800 ? [3600, "h"] : [86_400, "d"];
  const [low, high] = [Math.floor(least / unit), Math.ceil(most / unit)];
  return low >= high - 1 ? `about ${high} ${name} left` : `${low} to ${high} ${name} left`;
}

function two(value: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((value % large) / small);
  return `${Math.floor(value / large)} ${largeName}${rest === 0 ? "" : ` ${rest} ${smallName}`}`;
}
