import type { LinkGraph } from "#contract/site-map.ts";
import { formatCount } from "../shell/format.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { siteMapTexts } from "../texts/site-map.ts";
import { stateOf } from "./graph-colours.ts";
import type { Neighbours } from "./graph-links.ts";
import styles from "./graph.module.css";

const texts = siteMapTexts.graph;

interface GraphFactsProps {
  readonly graph: LinkGraph;
  readonly node: number;
  /** Null when they were not looked up. */
  readonly neighbours: Neighbours | null;
}

/** What is known of a node. */
export function GraphFacts({ graph, node, neighbours }: GraphFactsProps) {
  const status = graph.statuses[node] ?? 0;
  const isSection = graph.kind === "sections";
  return (
    <>
      {graph.titles[node] !== "" && <p className={styles.nodeTitle}>{graph.titles[node]}</p>}
      <p className={styles.nodeAddress}>{graph.names[node]}</p>
      <dl className={styles.facts}>
        <Fact name={texts.facts.status}>
          <StateSign state={stateOf(status)}>
            {status === 0 ? texts.noAnswer : isSection ? `${Math.floor(status / 100)}xx` : status}
          </StateSign>
        </Fact>
        <Fact name={texts.facts.depth}>{formatCount(graph.depths[node] ?? 0)}</Fact>
        {isSection && <Fact name={texts.facts.pages}>{formatCount(graph.weights[node] ?? 0)}</Fact>}
        <Fact name={texts.facts.inlinks}>{formatCount(graph.inlinks[node] ?? 0)}</Fact>
        {neighbours !== null && (
          <Fact name={texts.facts.outlinks}>
            {formatCount(neighbours.linksTo)} <span className={styles.faded}>{texts.drawnLinks}</span>
          </Fact>
        )}
      </dl>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
