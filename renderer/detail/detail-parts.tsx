import { Tabs } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { PageDetail } from "#contract/page-detail.ts";
import { remembered } from "../shell/remembered.ts";
import { detailTexts } from "../texts/detail.ts";
import type { DetailPartProps } from "./detail-part-props.ts";
import styles from "./detail.module.css";
import { FactsPart } from "./facts-part.tsx";
import { HeadersPart } from "./headers-part.tsx";
import { LinksPart } from "./links-part.tsx";
import { RedirectsPart } from "./redirects-part.tsx";
import { SourcePart } from "./source-part.tsx";
import { WhyPart } from "./why-part.tsx";

const PARTS = ["facts", "links-in", "links-out", "redirects", "headers", "source", "why"] as const;
type Part = (typeof PARTS)[number];

/** The parts of a detail, one at a time. The one that was looked at last comes first the next time. */
export function DetailParts(props: DetailPartProps) {
  const [shown, setShown] = useState<Part>(() => PARTS.find((part) => part === remembered.detailPart()) ?? "facts");
  const choose = (value: string | null): void => {
    const part = PARTS.find((one) => one === value);
    if (part === undefined) return;
    setShown(part);
    remembered.keepDetailPart(part);
  };
  return (
    <Tabs
      value={shown}
      onChange={choose}
      keepMounted={false}
      classNames={{ root: styles.tabs ?? "", list: styles.tabList ?? "", panel: styles.tabPanel ?? "", tab: styles.tab ?? "" }}
    >
      <Tabs.List aria-label={detailTexts.parts}>
        {PARTS.map((part) => (
          <Tabs.Tab key={part} value={part}>
            {titleOf(part, props.detail)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={shown}>{partOf(shown, props)}</Tabs.Panel>
    </Tabs>
  );
}

function titleOf(part: Part, { linksIn, linksOut }: PageDetail): string {
  switch (part) {
    case "facts":
      return detailTexts.facts;
    case "links-in":
      return detailTexts.linksIn(linksIn);
    case "links-out":
      return detailTexts.linksOut(linksOut);
    case "redirects":
      return detailTexts.redirects;
    case "headers":
      return detailTexts.headers;
    case "source":
      return detailTexts.source;
    case "why":
      return detailTexts.why;
  }
}

function partOf(part: Part, props: DetailPartProps): ReactNode {
  switch (part) {
    case "facts":
      return <FactsPart {...props} />;
    case "links-in":
      return <LinksPart key={`in ${props.detail.url}`} {...props} way="in" />;
    case "links-out":
      return <LinksPart key={`out ${props.detail.url}`} {...props} way="out" />;
    case "redirects":
      return <RedirectsPart {...props} />;
    case "headers":
      return <HeadersPart {...props} />;
    case "source":
      return <SourcePart {...props} />;
    case "why":
      return <WhyPart {...props} />;
  }
}
