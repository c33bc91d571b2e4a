import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const packaging = parse(readFileSync(new URL("../../electron-builder.yml", import.meta.url), "utf8"));

describe("The packaged application", () => {
  it("has every fuse set so that it runs nothing but itself (checklist 19)", () => {
    expect(packaging.electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      grantFileProtocolExtraPrivileges: false,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true,
      enableCookieEncryption: true,
    });
  });

  it("lies in an archive, with the programs of its processes and the native module beside it", () => {
    expect(packaging.asar).toBe(true);
    expect(packaging.asarUnpack).toEqual(expect.arrayContaining(["out/main/**", "node_modules/**", "package.json"]));
  });

  it("ships built files only", () => {
    expect(packaging.files).toEqual(["out/**", "package.json", "!**/*.map"]);
  });
});
