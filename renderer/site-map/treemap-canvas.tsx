import { useEffect, useEffectEvent, useRef, useState, type RefObject } from "react";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts as common } from "../texts.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import type { ThemeColours } from "./theme-colours.ts";
import type { Area } from "./treemap-areas.ts";
import type { TreemapChart } from "./treemap-chart.ts";
import type { TreemapColour } from "./treemap-colours.ts";
import styles from "./treemap.module.css";

/** Makes files of the picture that is shown. */
export type TreemapHandle = Pick<TreemapChart, "png" | "svg">;

interface TreemapCanvasProps {
  readonly label: string;
  readonly areas: readonly Area[];
  readonly colour: TreemapColour;
  readonly theme: ThemeColours;
  readonly handle: RefObject<TreemapHandle | null>;
  readonly onOpen: (prefix: string) => void;
}

/** The picture of a treemap. The program that draws it is loaded when the first one is shown. */
export function TreemapCanvas({ label, areas, colour, theme, handle, onOpen }: TreemapCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<TreemapChart | null>(null);
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState(false);
  const open = useEffectEvent(onOpen);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let made: TreemapChart | null = null;
    let gone = false;
    const root = document.createElement("div");
    root.className = styles.root ?? "";
    element.append(root);
    const observer = new ResizeObserver(() => made?.resize());
    import("./treemap-chart.ts").then(
      ({ TreemapChart: Chart }) => {
        if (gone) return;
        made = new Chart(root, (prefix) => open(prefix));
        handle.current = made;
        observer.observe(root);
        setChart(made);
      },
      () => setFailed(!gone),
    );
    return () => {
      gone = true;
      observer.disconnect();
      made?.[Symbol.dispose]();
      root.remove();
      handle.current = null;
      setChart(null);
    };
  }, [handle, tries]);
  useEffect(() => chart?.draw({ areas, colour, theme, font: getComputedStyle(document.body).fontFamily }), [chart, areas, colour, theme]);

  const again = (): void => {
    setFailed(false);
    setTries((last) => last + 1);
  };
  return (
    <>
      {failed && <SentenceLine level="error" message={siteMapTexts.notLoaded} actions={[{ label: common.tryAgain, run: again }]} />}
      <div ref={frame} className={styles.canvas} role="img" aria-label={label} />
    </>
  );
}
