import { describe, expect, it } from "vitest";
import { isIpLiteral, isPrivateAddress } from "#url/address.ts";
import { siteTest } from "#url/site.ts";

describe("private addresses", () => {
  it.each([
    "127.0.0.1",
    "127.255.255.255",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.127.255.255",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fc00::1",
    "fdff::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "2002:7f00:1::",
    "::127.0.0.1",
    "[::1]",
    "rubbish",
    "",
    "::ffff:0:127.0.0.1",
    "64:ff9b:1:1::a00:1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
    "3fff::1",
    "100::1",
    "5f00::1",
    "4000::1",
    "fec0::1",
    "::8.8.8.8",
    "192.0.0.8",
    "192.0.2.1",
    "198.51.100.7",
    "203.0.113.255",
    "240.0.0.1",
    "239.255.255.255",
    "1.2.3.4.5",
    "1::2::3",
    "1:2:3:4:5:6:7:8:9",
  ])("counts %j as private", (ip) => expect(isPrivateAddress(ip)).toBe(true));

  it.each([
    "1.1.1.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.169.0.1",
    "100.63.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "::ffff:1.1.1.1",
    "64:ff9b::1.1.1.1",
    "2002:101:101::",
    "2a00:1450:4001::1",
    "2001:4860:4860::8888",
    "198.17.255.255",
    "198.20.0.0",
    "223.255.255.255",
    "9.255.255.255",
    "::ffff:0:1.1.1.1",
  ])("counts %j as public", (ip) => expect(isPrivateAddress(ip)).toBe(false));

  it("agrees with the URL parser about every spelling of a local address", () => {
    for (const spelling of ["0x7f.1", "2130706433", "127.1", "0177.0.0.1", "[::ffff:7f00:1]", "[::1]", "127.0.0.1."]) {
      expect(isPrivateAddress(new URL(`http://${spelling}/`).hostname), spelling).toBe(true);
    }
  });

  it("tells addresses from names", () => {
    expect(["1.2.3.4", "::1", "[::1]"].map(isIpLiteral)).toEqual([true, true, true]);
    expect(["example.com", "1.2.3", "256.1.1.1", "a::b::c"].map(isIpLiteral)).toEqual([false, false, false, false]);
  });
});

describe("the hosts of a site", () => {
  it("never takes everything below a public suffix for subdomains", () => {
    expect(siteTest(["github.io"], true)("someone.github.io")).toBe(false);
    expect(siteTest(["me.github.io"], true)("blog.me.github.io")).toBe(true);
    expect(siteTest(["127.0.0.1"], true)("1.127.0.0.1")).toBe(false);
  });

  it("takes another port for another site", () => {
    const isOurs = siteTest(["localhost:8080"], true);
    expect([isOurs("localhost:8080"), isOurs("localhost"), isOurs("a.localhost:8080")]).toEqual([true, false, true]);
  });
});
