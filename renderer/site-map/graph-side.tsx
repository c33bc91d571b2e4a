import { CloseButton, TextInput } from "@mantine/core";
import { useDeferredValue, useMemo, useState } from "react";
import type { LinkGraph } from "#contract/site-map.ts";
import { formatCount } from "../shell/format.ts";
import { StateSign } from "../shell/state-sign.tsx";
import { siteMapTexts } from "../texts/site-map.ts";
import { findNodes } from "./find-nodes.ts";
import { stateOf } from "./graph-colours.ts";
import { pathTo, type Neighbours } from "./graph-links.ts";
import { GraphFacts } from "./graph-facts.tsx";
import { linksHref, NODE_LINKS } from "./graph-target.ts";
import styles from "./graph.module.css";

const texts = siteMapTexts.graph;
const MOST_LISTED = 200;

interface GraphSideProps {
  readonly crawl: string;
  readonly graph: LinkGraph;
  /** -1 for none. */
  readonly selected: number;
  readonly neighbours: Neighbours | null;
  readonly onChoose: (node: number) => void;
  readonly onLook: (prefix: string) => void;
}

/** The nodes of a graph as a list that can be searched, and what can be done with the selected one. */
export function GraphSide({ crawl, graph, selected, neighbours, onChoose, onLook }: GraphSideProps) {
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const found = useMemo(() => findNodes(graph, search, MOST_LISTED), [graph, search]);
  return (
    <section className={styles.side} aria-label={texts.results}>
      <TextInput
        className={styles.search}
        type="search"
        aria-label={texts.find}
        placeholder={texts.findPlaceholder}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        rightSection={typed === "" ? null : <CloseButton size="xs" aria-label={siteMapTexts.clear} onClick={() => setTyped("")} />}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found.nodes;
          if (event.key === "Enter" && first !== undefined) onChoose(first);
          if (event.key === "Escape") setTyped("");
        }}
      />
      {selected !== -1 && (
        <SelectedNode crawl={crawl} graph={graph} node={selected} neighbours={neighbours} onChoose={onChoose} onLook={onLook} />
      )}
      <p className={styles.found} role="status">
        {found.total === 0 ? texts.none(search) : search === "" ? texts.mostLinked : texts.resultsMost(found.nodes.length, found.total)}
      </p>
      <ul className={styles.list}>
        {found.nodes.map((node) => (
          <li key={node}>
            <NodeButton graph={graph} node={node} isSelected={node === selected} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NodeButtonProps {
  readonly graph: LinkGraph;
  readonly node: number;
  readonly isSelected: boolean;
  readonly onChoose: (node: number) => void;
}

function NodeButton({ graph, node, isSelected, onChoose }: NodeButtonProps) {
  const name = graph.names[node] ?? "";
  const title = graph.titles[node] ?? "";
  return (
    <button type="button" className={styles.node} aria-current={isSelected || undefined} title={name} onClick={() => onChoose(node)}>
      <StateSign state={stateOf(graph.statuses[node] ?? 0)}>
        <span className={styles.nodeName}>{title === "" ? pathOf(name) : title}</span>
      </StateSign>
      <span className={styles.nodeCount} title={texts.facts.inlinks}>
        {formatCount(graph.inlinks[node] ?? 0)}
      </span>
    </button>
  );
}

type SelectedNodeProps = Omit<GraphSideProps, "selected"> & { readonly node: number };

function SelectedNode({ crawl, graph, node, neighbours, onChoose, onLook }: SelectedNodeProps) {
  const name = graph.names[node] ?? "";
  const path = pathTo(graph, node);
  return (
    <section className={styles.card} aria-label={texts.selected}>
      <CloseButton className={styles.close} size="sm" aria-label={texts.close} title={texts.close} onClick={() => onChoose(-1)} />
      <GraphFacts graph={graph} node={node} neighbours={neighbours} />
      <p className={styles.actions}>
        {graph.kind === "sections" ? (
          <button type="button" className={styles.action} disabled={name === ""} onClick={() => onLook(name)}>
            {texts.lookIntoThis}
          </button>
        ) : (
          NODE_LINKS.slice(1).map((link) => (
            <a key={link} href={linksHref(crawl, name, link)}>
              {texts[link]}
            </a>
          ))
        )}
        <a href={linksHref(crawl, name, "showInTable")}>{texts.showInTable}</a>
      </p>
      {path.length > 1 && (
        <details className={styles.path}>
          <summary>{texts.path}</summary>
          <ol>
            {path.map((step) => (
              <li key={step}>
                <button type="button" className={styles.action} title={graph.names[step]} onClick={() => onChoose(step)}>
                  {pathOf(graph.names[step] ?? "")}
                </button>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}

function pathOf(address: string): string {
  return address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]+(?=\/.)/i, "");
}
