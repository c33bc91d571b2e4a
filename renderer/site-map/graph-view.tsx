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
  const asked = { crawl, prefix: looked.prefix, most: MOST_NODES, mostEdges: MOST_EDGES };
  const { value: graph, error, again } = useQuestion("map.graph", asked);
  const [colour, setColour] = useColour(crawl);
  const [selected, setSelected] = useSelected(graph);
  const edges = useMemo(() => (graph === null ? NO_EDGES : Uint32Array.from(graph.edges)), [graph]);
  const { legend, paint } = usePaint(graph, colour);
  const { neighbours, selection } = useSelection(graph, edges, selected);
  const frame = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState({ node: -1, x: 0, y: 0 });
  const events = { onHover: (node: number, { x, y }: { x: number; y: number }) => setHover({ node, x, y }), onPick: setSelected };
  const shown = useGraph({ frame, graph, edges, paint, selection, ...events });
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
        {(graph === null ? error === null : isEmpty) && (
          <p className={styles.quiet} role="status">
            {graph === null ? texts.loading : looked.prefix === "" ? siteMapTexts.empty : siteMapTexts.emptySection}
          </p>
        )}
      </div>
      <Legend label={texts.legend} entries={legend} />
    </>
  );
}

/** The selected node of a graph, -1 for none; another graph has another selection. */
function useSelected(graph: LinkGraph | null): readonly [number, (node: number) => void] {
  const [state, setState] = useState({ graph, node: -1 });
  return [state.graph === graph ? state.node : -1, (node) => setState({ graph, node })];
}

/** The colours of the nodes, and what they mean. */
function usePaint(graph: LinkGraph | null, colour: GraphColour) {
  const theme = useThemeColours();
  return useMemo(() => {
    if (graph === null) return { legend: [], paint: null };
    const { entries, legend } = paintGraph(graph, colour, theme);
    return { legend, paint: { entries, fills: legend.map((entry) => entry.fill), theme } };
  }, [graph, colour, theme]);
}

/** What stands out when a node is selected: its neighbours, and the way to it from the start page. */
function useSelection(graph: LinkGraph | null, edges: Uint32Array, selected: number) {
  return useMemo(() => {
    if (graph === null || selected === -1) return { neighbours: null, selection: null };
    const neighbours = neighboursOf(edges, selected);
    const path = pathTo(graph, selected);
    const around = new Set([...neighbours.nodes, ...path]);
    return { neighbours, selection: { node: selected, around, links: neighbours.edges, path } };
  }, [graph, edges, selected]);
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
