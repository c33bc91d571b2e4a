import type { HistorySample } from "#contract/questions.ts";

/** The speed of a crawl between two moments of its running. */
export interface SpeedPoint {
  readonly atMs: number;
  /** Seconds for which the crawl had run: pauses take no room on the axis. */
  readonly seconds: number;
  readonly pagesPerSecond: number;
  readonly bytesPerSecond: number;
  readonly responseMs: number | null;
  readonly waiting: number;
}

/** Whether there is enough of a history to draw: a crawl of a few seconds has none. */
export const hasCourse = (samples: readonly HistorySample[] | null): boolean => samples !== null && samples.length > 2;

/** Speeds between samples, at most `most` of them: neighbours are taken together when there are more. */
export function speedPoints(samples: readonly HistorySample[], most: number): readonly SpeedPoint[] {
  const step = Math.max(1, Math.ceil((samples.length - 1) / most));
  const points: SpeedPoint[] = [];
  for (let index = step; index < samples.length; index += step) {
    const from = samples[index - step]!;
    const to = samples[index]!;
    const seconds = to.seconds - from.seconds;
    if (seconds <= 0) continue;
    const responses = samples.slice(index - step + 1, index + 1).flatMap((sample) => sample.responseMs ?? []);
    points.push({
      atMs: to.atMs,
      seconds: to.seconds,
      pagesPerSecond: Math.max(0, to.settled - from.settled) / seconds,
      bytesPerSecond: Math.max(0, to.bytes - from.bytes) / seconds,
      responseMs: responses.length === 0 ? null : responses.reduce((sum, one) => sum + one, 0) / responses.length,
      waiting: to.waiting,
    });
  }
  return points;
}

/** The smallest of 1, 2, 5, 10, 20, 50 ... that is not below a value: the top of an axis. */
export function axisTop(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 2, 5, 10].find((one) => one * power >= value) ?? 10;
  return factor * power;
}

/** The points as a path of SVG in a box of `width` and `height`. Gaps stay gaps. */
export function linePath(points: readonly SpeedPoint[], valueOf: (point: SpeedPoint) => number | null, box: Box): string {
  const first = points[0]?.seconds ?? 0;
  const length = Math.max(1, (points.at(-1)?.seconds ?? 0) - first);
  let path = "";
  let isDown = false;
  for (const point of points) {
    const value = valueOf(point);
    if (value === null) {
      isDown = false;
      continue;
    }
    const x = ((point.seconds - first) / length) * box.width;
    const y = box.height - (Math.min(value, box.top) / box.top) * box.height;
    path += `${isDown ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    isDown = true;
  }
  return path;
}

/** Room of a line: its size, and the value at its upper edge. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly top: number;
}
