import { useId, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { clampSize, sizeAfterKey, type PanelLimits } from "./panel-size.ts";
import styles from "./panel.module.css";
import { remembered } from "./remembered.ts";

interface PanelProps extends PanelLimits {
  /** Under which its size is remembered. */
  readonly name: string;
  /** Where it stands in its row or column: the border that drags is on the other side. */
  readonly side: "left" | "right" | "bottom";
  /** What the border is called: "Width of the groups". */
  readonly borderLabel: string;
  readonly children: ReactNode;
}

/**
 * A panel whose border drags, with the pointer and with the keyboard (arrows, Home, End); a double click or Enter gives it its own
 * size back. The size is remembered. It never takes more than four fifths of the room it stands in.
 */
export function Panel({ name, side, borderLabel, usualPx, leastPx, mostPx, children }: PanelProps) {
  const limits = { usualPx, leastPx, mostPx };
  const panelId = useId();
  const panel = useRef<HTMLDivElement>(null);
  const memoryName = `${name} ${side}`;
  const [sizePx, setSizePx] = useState(() => clampSize(remembered.panel(memoryName).sizePx ?? usualPx, limits));
  const isBottom = side === "bottom";
  const resize = (next: number): void => {
    const kept = clampSize(next, limits);
    setSizePx(kept);
    remembered.keepPanel(memoryName, { sizePx: kept });
  };
  const drag = (start: PointerEvent<HTMLDivElement>): void => {
    if (start.button !== 0) return;
    const border = start.currentTarget;
    const box = panel.current?.getBoundingClientRect();
    const from = (isBottom ? box?.height : box?.width) ?? sizePx;
    border.setPointerCapture(start.pointerId);
    const move = (event: globalThis.PointerEvent): void => {
      const moved = isBottom ? start.clientY - event.clientY : event.clientX - start.clientX;
      resize(from + (side === "right" ? -moved : moved));
    };
    border.addEventListener("pointermove", move);
    border.addEventListener("lostpointercapture", () => border.removeEventListener("pointermove", move), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = sizeAfterKey(event.key, sizePx, side, limits);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    resize(next);
  };
  const border = (
    <div
      role="separator"
      aria-label={borderLabel}
      aria-controls={panelId}
      aria-orientation={isBottom ? "horizontal" : "vertical"}
      aria-valuenow={sizePx}
      aria-valuemin={leastPx}
      aria-valuemax={mostPx}
      tabIndex={0}
      className={styles.border}
      data-side={side}
      title={borderLabel}
      onPointerDown={drag}
      onDoubleClick={() => resize(usualPx)}
      onKeyDown={onKeyDown}
    />
  );
  return (
    <>
      {side !== "left" && border}
      <div ref={panel} id={panelId} className={styles.panel} data-side={side} style={{ "--panel-size": `${sizePx}px` } as CSSProperties}>
        {children}
      </div>
      {side === "left" && border}
    </>
  );
}
