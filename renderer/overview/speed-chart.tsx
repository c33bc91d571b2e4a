import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import type { HistorySample } from "#contract/questions.ts";
import { formatBytes, formatCount, formatDuration, formatRate, formatTimestamp } from "../shell/format.ts";
import { overviewTexts } from "../texts/overview.ts";
import styles from "./overview.module.css";
import { Panel } from "./panel.tsx";
import { axisTop, linePath, speedPoints, type SpeedPoint } from "./speed-points.ts";

const WIDTH = 600;
const HEIGHT = 120;
const MOST_POINTS = 300;
const TABLE_ROWS = 30;

/** What the dashed line shows: how quickly the site answers, or how much comes in. */
const SECOND_LINES = {
  response: {
    label: overviewTexts.speedResponse,
    valueOf: (point: SpeedPoint) => point.responseMs,
    format: (value: number) => `${formatCount(value)} ms`,
  },
  data: {
    label: overviewTexts.speedData,
    valueOf: (point: SpeedPoint) => point.bytesPerSecond,
    format: (value: number) => formatBytes(value),
  },
} as const;
type SecondLine = keyof typeof SECOND_LINES;

/** Speed, and response time or data, over the running of the crawl: as two lines and as a table. */
export function SpeedChart({ samples }: { readonly samples: readonly HistorySample[] | null }) {
  const points = useMemo(() => speedPoints(samples ?? [], MOST_POINTS), [samples]);
  const [second, setSecond] = useState<SecondLine>("response");
  return (
    <Panel title={overviewTexts.speed} side={<SecondLineChoice second={second} onChange={setSecond} />}>
      {points.length < 2 ? (
        <p className={styles.chartEmpty}>{overviewTexts.speedEmpty}</p>
      ) : (
        <>
          <Legend points={points} second={second} />
          <Lines points={points} second={second} />
          <SpeedTable points={points} />
        </>
      )}
    </Panel>
  );
}

function SecondLineChoice({ second, onChange }: { readonly second: SecondLine; readonly onChange: (second: SecondLine) => void }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={overviewTexts.speedSecond}
      value={second}
      onChange={(value) => onChange(value === "data" ? "data" : "response")}
      data={[
        { value: "response", label: overviewTexts.speedSecondResponse },
        { value: "data", label: overviewTexts.speedSecondData },
      ]}
    />
  );
}

interface LinesProps {
  readonly points: readonly SpeedPoint[];
  readonly second: SecondLine;
}

function Legend({ points, second }: LinesProps) {
  const { label, valueOf, format } = SECOND_LINES[second];
  const last = points.at(-1);
  const value = last === undefined ? null : valueOf(last);
  return (
    <p className={styles.legend}>
      <span data-line="pages">
        {overviewTexts.speedPages}
        {last !== undefined && ` ${formatRate(last.pagesPerSecond)}`}
      </span>
      <span data-line="second">
        {label}
        {value !== null && ` ${format(value)}`}
      </span>
    </p>
  );
}

function Lines({ points, second }: LinesProps) {
  const { label, valueOf, format } = SECOND_LINES[second];
  const pagesTop = axisTop(Math.max(...points.map((point) => point.pagesPerSecond)));
  const secondTop = axisTop(Math.max(...points.map((point) => valueOf(point) ?? 0)));
  const last = points.at(-1);
  const value = last === undefined ? null : valueOf(last);
  const box = { width: WIDTH, height: HEIGHT };
  const length = (last?.seconds ?? 0) - (points[0]?.seconds ?? 0);
  const description = overviewTexts.speedDescription(formatRate(last?.pagesPerSecond ?? 0), label, value === null ? "–" : format(value));
  return (
    <div className={styles.chart}>
      <span className={styles.axisLeft}>{formatRate(pagesTop)}/s</span>
      <span className={styles.axisRight}>{format(secondTop)}</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={description}>
        <path className={styles.gridLine} d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
        <path
          data-line="pages"
          d={linePath(points, (point) => point.pagesPerSecond, { ...box, top: pagesTop })}
          vectorEffect="non-scaling-stroke"
        />
        <path data-line="second" d={linePath(points, valueOf, { ...box, top: secondTop })} vectorEffect="non-scaling-stroke" />
      </svg>
      <span className={styles.axisStart}>−{formatDuration(length)}</span>
    </div>
  );
}

function SpeedTable({ points }: { readonly points: readonly SpeedPoint[] }) {
  const { speedColumns, speedTable } = overviewTexts;
  return (
    <details className={styles.details}>
      <summary>{speedTable}</summary>
      <div className={styles.tableScroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{speedColumns.time}</th>
              <th scope="col">{speedColumns.pages}</th>
              <th scope="col">{speedColumns.bytes}</th>
              <th scope="col">{speedColumns.response}</th>
              <th scope="col">{speedColumns.waiting}</th>
            </tr>
          </thead>
          <tbody>
            {points
              .slice(-TABLE_ROWS)
              .toReversed()
              .map((point) => (
                <tr key={point.atMs}>
                  <td>{formatTimestamp(point.atMs)}</td>
                  <td data-number>{formatRate(point.pagesPerSecond)}</td>
                  <td data-number>{formatBytes(point.bytesPerSecond)}</td>
                  <td data-number>{point.responseMs === null ? "" : `${formatCount(point.responseMs)} ms`}</td>
                  <td data-number>{formatCount(point.waiting)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
