import { ActionIcon } from "@mantine/core";
import { DetailPane } from "../detail/detail-pane.tsx";
import { Panel } from "../shell/panel.tsx";
import { resultsTexts } from "../texts/results.ts";
import styles from "./results.module.css";
import type { TablePlace } from "./table-place.ts";
import type { Results } from "./use-results.ts";

interface DetailSlotProps {
  readonly place: TablePlace;
  readonly results: Results;
  readonly side: "bottom" | "right";
  readonly onSide: (side: "bottom" | "right") => void;
}

/** The detail of the selected row, below the rows or to their right. Escape closes it, Alt with an arrow goes to another row. */
export function DetailSlot({ place, results, side, onSide }: DetailSlotProps) {
  const { selected } = place.table.asked;
  if (selected === undefined) return null;
  const words = resultsTexts.detail;
  const other = side === "bottom" ? "right" : "bottom";
  const limits = side === "bottom" ? { usualPx: 280, leastPx: 120, mostPx: 900 } : { usualPx: 420, leastPx: 260, mostPx: 1200 };
  const moveBy = (rows: number): void => results.controls.current?.moveBy(rows);
  return (
    <Panel key={side} name="detail" side={side} borderLabel={side === "bottom" ? words.resize : words.resizeWidth} {...limits}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of what is inside, not of the frame */}
      <div
        className={styles.detail}
        onKeyDown={(event) => {
          if (event.defaultPrevented) return;
          const by = event.altKey && event.key === "ArrowDown" ? 1 : event.altKey && event.key === "ArrowUp" ? -1 : 0;
          if (by !== 0) moveBy(by);
          else if (event.key === "Escape") results.detail.close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        <DetailPane
          crawl={place.crawl}
          site={place.site}
          view={place.view}
          url={selected}
          tick={results.tick}
          onNext={() => moveBy(1)}
          onPrevious={() => moveBy(-1)}
          onClose={results.detail.close}
          show={place.show}
        />
        <ActionIcon
          className={styles.detailSide}
          aria-label={side === "bottom" ? words.toRight : words.toBottom}
          title={side === "bottom" ? words.toRight : words.toBottom}
          onClick={() => onSide(other)}
        >
          {side === "bottom" ? "◨" : "⬓"}
        </ActionIcon>
      </div>
    </Panel>
  );
}
