import { describe, expect, it } from "vitest";
import {
  elementPx,
  MAX_ELEMENT_PX,
  placeAfterScroll,
  placeAt,
  placeShowing,
  rowsInView,
  type ScrollSize,
} from "../../renderer/results/scroll-map.ts";

const small: ScrollSize = { rows: 100_000, rowPx: 28, viewPx: 560 };
const huge: ScrollSize = { rows: 10_000_000, rowPx: 28, viewPx: 560 };

describe("the scroll map", () => {
  it("moves rows and bar alike while the rows fit into an element", () => {
    expect(elementPx(small)).toBe(2_800_000);
    expect(placeAfterScroll({ rowsTopPx: 0, barTopPx: 0 }, 1234.5, small)).toEqual({ rowsTopPx: 1234.5, barTopPx: 1234.5 });
  });

  it("never makes an element that a browser cannot lay out", () => {
    expect(elementPx(huge)).toBe(MAX_ELEMENT_PX);
  });

  it("shows the last row at the end of the bar, and the first at its beginning", () => {
    const barEnd = MAX_ELEMENT_PX - huge.viewPx;
    const end = placeAfterScroll({ rowsTopPx: 0, barTopPx: 0 }, barEnd, huge);
    expect(rowsInView(end, huge, 0)).toEqual([9_999_980, 10_000_000]);
    expect(placeAfterScroll(end, 0, huge).rowsTopPx).toBe(0);
  });

  it("moves ten million rows by one wheel notch as far as a hundred rows", () => {
    const middle = placeAt(140_000_000, huge);
    const next = placeAfterScroll(middle, middle.barTopPx + 100, huge);
    expect(next.rowsTopPx - middle.rowsTopPx).toBe(100);
  });

  it("does not jump over rows when a small movement comes to the end of the bar before the end of the rows", () => {
    const nearTop = { rowsTopPx: 34_000, barTopPx: 90 };
    const next = placeAfterScroll(nearTop, 0, huge);
    expect(next.rowsTopPx).toBe(33_910);
    expect(next.barTopPx).toBe(placeAt(33_910, huge).barTopPx);
    expect(next.barTopPx).toBeGreaterThan(0);
  });

  it("reaches every row exactly when it is asked to show one", () => {
    for (const row of [0, 1, 19, 20, 4_999_999, 9_999_999]) {
      const [first, end] = rowsInView(placeShowing(row, placeAt(row > 5_000_000 ? 0 : 200_000_000, huge), huge), huge, 0);
      expect(row).toBeGreaterThanOrEqual(first);
      expect(row).toBeLessThan(end);
    }
  });

  it("stays where it is when the row to show is visible already", () => {
    const place = placeAt(28_000, small);
    expect(placeShowing(1005, place, small)).toBe(place);
  });

  it("draws nothing outside of the list", () => {
    expect(rowsInView(placeAt(0, small), { ...small, rows: 3 }, 12)).toEqual([0, 3]);
    expect(rowsInView({ rowsTopPx: 9000, barTopPx: 9000 }, { ...small, rows: 3 }, 0)).toEqual([3, 3]);
    expect(placeAt(5000, { ...small, rows: 3 })).toEqual({ rowsTopPx: 0, barTopPx: 0 });
  });
});
