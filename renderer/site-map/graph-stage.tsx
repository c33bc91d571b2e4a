import { ActionIcon } from "@mantine/core";
import { useId, type KeyboardEvent, type RefObject } from "react";
import type { LinkGraph } from "#contract/site-map.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { goTo } from "../shell/route.ts";
import { texts as common } from "../texts.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import { GraphFacts } from "./graph-facts.tsx";
import styles from "./graph.module.css";
import type { GraphOnScreen } from "./use-graph.ts";

const texts = siteMapTexts.graph;
const ZOOM = 1.5;
/** Share of the view by which an arrow key moves the picture. */
const STEP = 0.12;

interface GraphStageProps {
  readonly crawl: string;
  readonly prefix: string;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly graph: LinkGraph | null;
  readonly shown: GraphOnScreen;
  readonly hover: { readonly node: number; readonly x: number; readonly y: number };
  readonly selected: number;
  readonly onClear: () => void;
}

/** The picture of a graph with its buttons, or why there is none. */
export function GraphStage({ crawl, prefix, frame, graph, shown, hover, selected, onClear }: GraphStageProps) {
  const hintId = useId();
  const { picture, problem } = shown;
  const onKeyDown = (event: KeyboardEvent): void => {
    const run = KEYS[event.key];
    if (event.key === "Escape" && selected !== -1) onClear();
    else if (run !== undefined && picture !== null && !event.ctrlKey && !event.metaKey) run(picture);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (problem !== null) return <NoPicture crawl={crawl} prefix={prefix} problem={problem} onAgain={shown.again} frame={frame} />;
  return (
    <div className={styles.stage}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move the picture */}
      <div
        ref={frame}
        className={styles.canvas}
        role="group"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the list beside it is the way to its parts
        tabIndex={0}
        aria-label={texts.label}
        aria-describedby={hintId}
        onKeyDown={onKeyDown}
      />
      <p id={hintId} className="visually-hidden">
        {texts.canvas}
      </p>
      {picture !== null && (
        <div className={styles.zoom}>
          <ActionIcon variant="default" aria-label={texts.zoomIn} title={texts.zoomIn} onClick={() => picture.zoom(1 / ZOOM)}>
            +
          </ActionIcon>
          <ActionIcon variant="default" aria-label={texts.zoomOut} title={texts.zoomOut} onClick={() => picture.zoom(ZOOM)}>
            −
          </ActionIcon>
          <ActionIcon variant="default" aria-label={texts.fit} title={texts.fit} onClick={() => picture.fit()}>
            ⤢
          </ActionIcon>
        </div>
      )}
      {graph !== null && hover.node !== -1 && <HoverCard graph={graph} hover={hover} />}
    </div>
  );
}

type Keyed = NonNullable<GraphOnScreen["picture"]>;

const KEYS: Readonly<Record<string, (picture: Keyed) => void>> = {
  "+": (picture) => picture.zoom(1 / ZOOM),
  "=": (picture) => picture.zoom(1 / ZOOM),
  "-": (picture) => picture.zoom(ZOOM),
  "0": (picture) => picture.fit(),
  ArrowLeft: (picture) => picture.pan(-STEP, 0),
  ArrowRight: (picture) => picture.pan(STEP, 0),
  ArrowUp: (picture) => picture.pan(0, STEP),
  ArrowDown: (picture) => picture.pan(0, -STEP),
};

const CARD_WIDTH_PX = 300;
const CARD_HEIGHT_PX = 130;

function HoverCard({ graph, hover: { node, x, y } }: { readonly graph: LinkGraph; readonly hover: GraphStageProps["hover"] }) {
  const style = {
    transform: `translate(${x > CARD_WIDTH_PX + 40 ? x - CARD_WIDTH_PX - 14 : x + 18}px, ${Math.max(8, y - CARD_HEIGHT_PX)}px)`,
  };
  return (
    <div className={styles.hover} style={style} aria-hidden="true">
      <GraphFacts graph={graph} node={node} neighbours={null} />
    </div>
  );
}

interface NoPictureProps {
  readonly crawl: string;
  readonly prefix: string;
  readonly problem: NonNullable<GraphOnScreen["problem"]>;
  readonly onAgain: () => void;
  readonly frame: RefObject<HTMLDivElement | null>;
}

function NoPicture({ crawl, prefix, problem, onAgain, frame }: NoPictureProps) {
  const outline = { label: texts.toOutline, run: () => goTo({ kind: "crawl", crawl, view: "outline", asked: { selected: prefix } }) };
  const message = { "no-webgl": texts.noWebGl, lost: texts.lostWebGl, "not-loaded": siteMapTexts.notLoaded }[problem];
  return (
    <div className={styles.stage}>
      <SentenceLine
        level="warning"
        message={message}
        actions={[outline, ...(problem === "no-webgl" ? [] : [{ label: common.tryAgain, run: onAgain }])]}
      />
      {/* Where the picture is drawn when it is tried again. */}
      <div ref={frame} className={styles.canvas} />
    </div>
  );
}
