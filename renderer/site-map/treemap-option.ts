import type { EChartsCoreOption } from "echarts/core";
import { siteMapTexts } from "../texts/site-map.ts";
import type { Area } from "./treemap-areas.ts";
import { entryOf, legendOf, type TreemapColour } from "./treemap-colours.ts";
import { mixColours, type ThemeColours } from "./theme-colours.ts";

/** What a treemap is drawn from. */
export interface TreemapPicture {
  readonly areas: readonly Area[];
  readonly colour: TreemapColour;
  readonly theme: ThemeColours;
  /** Font of the labels, as CSS. */
  readonly font: string;
}

/** Areas smaller than this many square pixels are not drawn. */
const LEAST_AREA = 60;
/** Areas smaller than this have no label. */
const LEAST_LABEL_PX = { width: 46, height: 20 };

/** The treemap as ECharts draws it. The id of an area is its prefix; that of pages directly in a section is "". */
export function treemapOption({ areas, colour, theme, font }: TreemapPicture): EChartsCoreOption {
  const legend = legendOf(colour, theme);
  const heading = { show: true, height: 20, color: theme.text, fontFamily: font, fontSize: 12, overflow: "truncate" };
  const level = (gap: number, border: number) => ({ itemStyle: { gapWidth: gap, borderWidth: border }, upperLabel: heading });
  return {
    animation: false,
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: theme.raised,
      borderColor: theme["line-strong"],
      textStyle: { color: theme.text, fontFamily: font, fontSize: 12 },
      formatter: ({ data }: { readonly data: { readonly hover?: string } | null }) => data?.hover ?? "",
    },
    series: [
      {
        type: "treemap",
        // A treemap does not take it from the chart.
        animation: false,
        left: 0,
        top: 0,
        right: 0,
        bottom: 0,
        roam: false,
        nodeClick: false,
        breadcrumb: { show: false },
        squareRatio: 1,
        visibleMin: LEAST_AREA,
        label: { color: theme.text, fontFamily: font, fontSize: 12, position: [6, 5], overflow: "truncate", ellipsis: "…" },
        itemStyle: { borderColor: theme.surface },
        emphasis: { itemStyle: { borderColor: theme.accent }, label: { color: theme.text }, upperLabel: { color: theme.text } },
        levels: [{ ...level(3, 0), upperLabel: { show: false } }, level(1, 2), level(1, 1), level(1, 1), level(1, 1)],
        labelLayout: ({ rect }: { readonly rect: { readonly width: number; readonly height: number } }) =>
          rect.width < LEAST_LABEL_PX.width || rect.height < LEAST_LABEL_PX.height ? { fontSize: 0 } : {},
        data: areas.map((area) => item(area, { colour, fills: legend.map((entry) => entry.fill), theme })),
      },
    ],
  };
}

interface Painting {
  readonly colour: TreemapColour;
  readonly fills: readonly string[];
  readonly theme: ThemeColours;
}

function item(area: Area, painting: Painting): object {
  const { colour, fills, theme } = painting;
  const fill = fills[entryOf(colour, area)] ?? theme.frame;
  return {
    id: area.isRest ? "" : area.prefix,
    name: area.name,
    value: area.size,
    hover: `${area.isRest ? `${area.prefix}\n${area.name}` : area.prefix}\n${siteMapTexts.treemap.figures(area.pages, area.bytes, area.problems)}`,
    // The frame of a section that has areas in it is a stronger tone of its colour.
    itemStyle: area.below.length === 0 ? { color: fill } : { color: fill, borderColor: mixColours(theme.surface, fill, 0.25) },
    children: area.below.map((one) => item(one, painting)),
  };
}
