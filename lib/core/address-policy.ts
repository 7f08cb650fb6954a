import { BlockList, isIP, isIPv4 } from "node:net";

/**
 * Addresses that are never a camera unless an operator says so: this machine, link-local (cloud metadata lives there),
 * unspecified, multicast, reserved, and the metadata addresses that look like ordinary ones. Private networks are
 * allowed: cameras are there. Ranges from RFC 6890; metadata: AWS fd00:ec2::254, Alibaba 100.100.100.200, Azure 168.63.129.16.
 */
const FORBIDDEN = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["100.100.100.200", 32],
  ["168.63.129.16", 32],
  ["192.0.0.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  FORBIDDEN.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 128],
  ["::1", 128],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
  ["fd00:ec2::254", 128],
] as const)
  FORBIDDEN.addSubnet(network, prefix, "ipv6");

/** True when no camera may be reached at this IP address (v4 or v6, canonical or not), and for text that is no IP address. */
export function isForbiddenAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes("%")) return true;
  if (family === 4) return FORBIDDEN.check(address, "ipv4");
  const embedded = embeddedIPv4(address);
  return FORBIDDEN.check(address, "ipv6") || (embedded !== null && FORBIDDEN.check(embedded, "ipv4"));
}

/** Networks that are private (RFC 1918, 4193) or a provider's own (RFC 6598): cameras are there, nothing of the internet is. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv4");
PRIVATE.addSubnet("fc00::", 7, "ipv6");

/** True for an address of a private network (v4 or v6, canonical or not), and for text that is no IP address. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes("%")) return true;
  if (family === 4) return PRIVATE.check(address, "ipv4");
  const embedded = embeddedIPv4(address);
  return PRIVATE.check(address, "ipv6") || (embedded !== null && PRIVATE.check(embedded, "ipv4"));
}

/** The IPv4 address inside a mapped, compatible, NAT64 or 6to4 address: each would reach it through a back door. */
function embeddedIPv4(address: string): string | null {
  const words = expandIPv6(address);
  const isZero = (from: number, to: number) => words.slice(from, to).every((word) => word === 0);
  const quad = (at: number) => [words[at]! >> 8, words[at]! & 255, words[at + 1]! >> 8, words[at + 1]! & 255].join(".");
  if (isZero(0, 5) && (words[5] === 0xffff || words[5] === 0)) return quad(6);
  if (isZero(0, 4) && words[4] === 0xffff && words[5] === 0) return quad(6);
  if (words[0] === 0x64 && words[1] === 0xff9b) return quad(6);
  if (words[0] === 0x2002) return quad(1);
  return null;
}

/** The eight 16-bit words of a valid IPv6 address. */
function expandIPv6(address: string): number[] {
  const last = address.slice(address.lastIndexOf(":") + 1);
  const dotted = isIPv4(last) ? last.split(".").map(Number) : null;
  const text = dotted
    ? address.slice(0, -last.length) +
      [(dotted[0]! << 8) | dotted[1]!, (dotted[2]! << 8) | dotted[3]!].map((word) => word.toString(16)).join(":")
    : address;
  const [head = "", tail] = text.split("::");
  const parse = (part: string) => (part === "" ? [] : part.split(":").map((word) => Number.parseInt(word, 16)));
  if (tail === undefined) return parse(head);
  const [left, right] = [parse(head), parse(tail)];
  return [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}
