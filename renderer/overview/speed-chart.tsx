import { useMemo } from "react";
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

/** Speed and response time over the running of the crawl, as two lines and as a table. */
export function SpeedChart({ samples }: { readonly samples: readonly HistorySample[] | null }) {
  const points = useMemo(() => speedPoints(samples ?? [], MOST_POINTS), [samples]);
  return (
    <Panel title={overviewTexts.speed} side={<Legend points={points} />}>
      {points.length < 2 ? <p className={styles.chartEmpty}>{overviewTexts.speedEmpty}</p> : <Lines points={points} />}
      {points.length >= 2 && <SpeedTable points={points} />}
    </Panel>
  );
}

function Legend({ points }: { readonly points: readonly SpeedPoint[] }) {
  const last = points.at(-1);
  return (
    <p className={styles.legend}>
      <span data-line="pages">
        {overviewTexts.speedPages}
        {last !== undefined && ` ${formatRate(last.pagesPerSecond)}`}
      </span>
      <span data-line="response">
        {overviewTexts.speedResponse}
        {last?.responseMs != null && ` ${formatCount(last.responseMs)} ms`}
      </span>
    </p>
  );
}

function Lines({ points }: { readonly points: readonly SpeedPoint[] }) {
  const pagesTop = axisTop(Math.max(...points.map((point) => point.pagesPerSecond)));
  const responseTop = axisTop(Math.max(...points.map((point) => point.responseMs ?? 0)));
  const last = points.at(-1);
  const box = { width: WIDTH, height: HEIGHT };
  const length = (last?.seconds ?? 0) - (points[0]?.seconds ?? 0);
  const description = overviewTexts.speedDescription(
    formatRate(last?.pagesPerSecond ?? 0),
    last?.responseMs == null ? "–" : `${formatCount(last.responseMs)} ms`,
  );
  return (
    <div className={styles.chart}>
      <span className={styles.axisLeft}>{formatRate(pagesTop)}/s</span>
      <span className={styles.axisRight}>{formatCount(responseTop)} ms</span>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={description}>
        <path className={styles.gridLine} d={`M0 ${HEIGHT / 2}H${WIDTH}`} />
        <path
          data-line="pages"
          d={linePath(points, (point) => point.pagesPerSecond, { ...box, top: pagesTop })}
          vectorEffect="non-scaling-stroke"
        />
        <path
          data-line="response"
          d={linePath(points, (point) => point.responseMs, { ...box, top: responseTop })}
          vectorEffect="non-scaling-stroke"
        />
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
