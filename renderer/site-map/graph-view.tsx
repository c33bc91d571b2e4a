import { useMemo, useRef, useState } from "react";
import type { LinkGraph } from "#contract/site-map.ts";
import { useQuestion } from "../connection/use-question.ts";
import type { CrawlViewProps } from "../crawl/crawl-view.ts";
import { remembered } from "../shell/remembered.ts";
import { SentenceLine } from "../shell/sentence-line.tsx";
import { texts as common } from "../texts.ts";
import { siteMapTexts } from "../texts/site-map.ts";
import { Choice } from "./choice.tsx";
import { GRAPH_COLOURS, paintGraph, type GraphColour } from "./graph-colours.ts";
import { neighboursOf, pathTo } from "./graph-links.ts";
import { GraphNotes } from "./graph-notes.tsx";
import { GraphSide } from "./graph-side.tsx";
import { GraphStage } from "./graph-stage.tsx";
import styles from "./graph.module.css";
import { Legend } from "./legend.tsx";
import { MapToolbar } from "./map-toolbar.tsx";
import { SaveMenu } from "./save-menu.tsx";
import { useThemeColours } from "./theme-colours.ts";
import { useGraph } from "./use-graph.ts";
import { useLookedAt } from "./use-looked-at.ts";

const texts = siteMapTexts.graph;
/** Pages that are drawn one by one, and links. */
const MOST_NODES = 20_000;
const MOST_EDGES = 100_000;
const NO_EDGES = new Uint32Array();

/** The pages of a section and the links between them, as a picture that arranges itself and as a list. */
export function GraphView({ crawl, status }: CrawlViewProps) {
  const looked = useLookedAt(crawl);
  const {
    value: graph,
    error,
    again,
  } = useQuestion("map.graph", { crawl, prefix: looked.prefix, most: MOST_NODES, mostEdges: MOST_EDGES });
  const [colour, setColour] = useColour(crawl);
  const [selected, setSelected] = useSelected(graph);
  const theme = useThemeColours();
  const edges = useMemo(() => (graph === null ? NO_EDGES : Uint32Array.from(graph.edges)), [graph]);
  const paint = useMemo(() => (graph === null ? null : paintGraph(graph, colour, theme)), [graph, colour, theme]);
  const picturePaint = useMemo(
    () => (paint === null ? null : { entries: paint.entries, fills: paint.legend.map((entry) => entry.fill), theme }),
    [paint, theme],
  );
  const neighbours = useMemo(() => (selected === -1 ? null : neighboursOf(edges, selected)), [edges, selected]);
  const selection = useMemo(() => {
    if (graph === null || neighbours === null) return null;
    const path = pathTo(graph, selected);
    return { node: selected, around: new Set([...neighbours.nodes, ...path]), links: neighbours.edges, path };
  }, [graph, neighbours, selected]);
  const frame = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState({ node: -1, x: 0, y: 0 });
  const shown = useGraph({
    frame,
    graph,
    edges,
    paint: picturePaint,
    selection,
    onHover: (node, { x, y }) => setHover({ node, x, y }),
    onPick: setSelected,
  });
  const isEmpty = graph !== null && graph.names.length === 0;

  const choose = (node: number): void => {
    setSelected(node);
    if (node !== -1) shown.picture?.focus(node);
  };
  return (
    <>
      <MapToolbar crawl={crawl} face="graph" looked={looked}>
        <Choice label={texts.colour} value={colour} names={texts.colours} onChange={setColour} />
        <SaveMenu
          prefix={looked.prefix}
          kind="links"
          disabled={shown.picture === null}
          png={() => shown.picture?.png() ?? Promise.resolve(null)}
          svg={() => shown.picture?.svg() ?? ""}
        />
      </MapToolbar>
      {error !== null && <SentenceLine level="error" message={error.message} actions={[{ label: common.tryAgain, run: again }]} />}
      {graph !== null && !isEmpty && (
        <GraphNotes crawl={crawl} graph={graph} status={status} shown={shown} onLook={looked.reveal} onAgain={again} />
      )}
      <div className={styles.body}>
        <GraphStage
          crawl={crawl}
          prefix={looked.prefix}
          frame={frame}
          graph={graph}
          shown={shown}
          hover={hover}
          selected={selected}
          onClear={() => setSelected(-1)}
        />
        {graph !== null && !isEmpty && (
          <GraphSide crawl={crawl} graph={graph} selected={selected} neighbours={neighbours} onChoose={choose} onLook={looked.reveal} />
        )}
        {graph === null && error === null && (
          <p className={styles.quiet} role="status">
            {texts.loading}
          </p>
        )}
        {isEmpty && <p className={styles.quiet}>{looked.prefix === "" ? siteMapTexts.empty : siteMapTexts.emptySection}</p>}
      </div>
      <Legend label={texts.legend} entries={paint?.legend ?? []} />
    </>
  );
}

/** The selected node of a graph, -1 for none; another graph has another selection. */
function useSelected(graph: LinkGraph | null): readonly [number, (node: number) => void] {
  const [state, setState] = useState({ graph, node: -1 });
  return [state.graph === graph ? state.node : -1, (node) => setState({ graph, node })];
}

function useColour(crawl: string): readonly [GraphColour, (colour: GraphColour) => void] {
  const [colour, setColour] = useState<GraphColour>(
    () => GRAPH_COLOURS.find((name) => name === remembered.siteMap(crawl).graphColour) ?? "section",
  );
  const keep = (next: GraphColour): void => {
    setColour(next);
    remembered.keepSiteMap(crawl, { graphColour: next });
  };
  return [colour, keep];
}
