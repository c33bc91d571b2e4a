/**
 * Makes the pictures of the application from the two drawings: `node resources/make-icons.mjs`. What it makes is committed, so only
 * who changes a drawing needs it. It draws with the browser that the tests of the window use.
 *
 * `icon.ico`, `icon.icns` and `icons/` are for the installers, `shown/` is shipped for the window and the tray.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { findBrowser } from "../test/e2e/find-browser.ts";

const FOLDER = import.meta.dirname;
/** Up to this size the drawing with fewer and thicker lines is used. */
const SMALL_PX = 32;
/** Sizes that desktops of Linux look for, each as `NxN.png`. */
const LINUX_PX = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const WINDOWS_PX = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** Apple's names of the sizes in an .icns file; the lower names of a pair are for displays of twice the density. */
const APPLE_PX = { icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 };
/** The tray is drawn in one size and in one for displays of twice the density. */
const SHOWN_PX = { "window.png": 256, "tray.png": 24, "tray@2x.png": 48 };

const executablePath = findBrowser();
if (executablePath === null) throw new Error("This computer has no Chrome, Chromium or Edge. Install one, or name it with CHROME_PATH.");
const browser = await puppeteer.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-quic"] });
try {
  await makeAll(await browser.newPage());
} finally {
  await browser.close();
}

async function makeAll(page) {
  const drawn = new Map();
  const draw = async (sizePx) => {
    if (!drawn.has(sizePx)) drawn.set(sizePx, await drawIcon(page, sizePx));
    return drawn.get(sizePx);
  };
  const drawAll = (sizesPx) => Promise.all(sizesPx.map(draw));
  const save = (name, content) => writeFileSync(join(FOLDER, name), content);

  for (const folder of ["icons", "shown"]) mkdirSync(join(FOLDER, folder), { recursive: true });
  for (const icon of await drawAll(LINUX_PX)) save(`icons/${icon.sizePx}x${icon.sizePx}.png`, icon.png);
  for (const [name, sizePx] of Object.entries(SHOWN_PX)) save(`shown/${name}`, (await draw(sizePx)).png);
  save("icon.ico", icoFile(await drawAll(WINDOWS_PX)));
  const named = Object.entries(APPLE_PX).map(async ([type, sizePx]) => [type, (await draw(sizePx)).png]);
  save("icon.icns", icnsFile(await Promise.all(named)));
}

/** A drawing in one size, as a PNG file and as its pixels (red, green, blue, alpha; from the upper left corner). */
async function drawIcon(page, sizePx) {
  const svg = readFileSync(join(FOLDER, sizePx <= SMALL_PX ? "icon-small.svg" : "icon.svg"), "base64");
  const { png, pixels } = await page.evaluate(drawInPage, svg, sizePx);
  return { sizePx, png: Buffer.from(png, "base64"), pixels: Buffer.from(pixels) };
}

async function drawInPage(svg, sizePx) {
  const image = new Image();
  image.src = `data:image/svg+xml;base64,${svg}`;
  await image.decode();
  const canvas = new OffscreenCanvas(sizePx, sizePx);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, sizePx, sizePx);
  const png = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
  return { png: png.toBase64(), pixels: [...context.getImageData(0, 0, sizePx, sizePx).data] };
}

/**
 * An .ico file: a directory of 16 bytes a picture, then the pictures (learn.microsoft.com, "Icons"). The largest is a PNG, the others
 * are bitmaps, because installers take no other.
 */
function icoFile(icons) {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(icons.length, 4);
  const pictures = icons.map((icon) => (icon.sizePx >= 256 ? icon.png : bitmap(icon)));
  let offset = header.length + icons.length * 16;
  const entries = icons.map(({ sizePx }, index) => {
    const entry = Buffer.alloc(16);
    // 0 stands for 256.
    entry.writeUInt8(sizePx % 256, 0);
    entry.writeUInt8(sizePx % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(pictures[index].length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += pictures[index].length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...pictures]);
}

/** A bitmap as it stands in an icon: a BITMAPINFOHEADER of twice the height, rows from below in blue, green, red, alpha, an empty mask. */
function bitmap({ sizePx, pixels }) {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(sizePx, 4);
  header.writeInt32LE(sizePx * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const colours = Buffer.alloc(sizePx * sizePx * 4);
  for (let row = 0; row < sizePx; row += 1) {
    for (let column = 0; column < sizePx; column += 1) {
      const [red, green, blue, alpha] = pixels.subarray((row * sizePx + column) * 4);
      colours.set([blue, green, red, alpha], ((sizePx - 1 - row) * sizePx + column) * 4);
    }
  }
  const mask = Buffer.alloc(Math.ceil(sizePx / 32) * 4 * sizePx);
  return Buffer.concat([header, colours, mask]);
}

/** An .icns file: its name and length, then each picture with its name and length, all numbers with the high byte first. */
function icnsFile(named) {
  const part = (type, content) => {
    const head = Buffer.alloc(8, type, "ascii");
    head.writeUInt32BE(8 + content.length, 4);
    return Buffer.concat([head, content]);
  };
  return part("icns", Buffer.concat(named.map(([type, png]) => part(type, png))));
}
